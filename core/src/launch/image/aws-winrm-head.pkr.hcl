  # Lets the build in by TLS. Its certificate is gone before the image is captured.
  user_data = <<-EOF
    <powershell>
