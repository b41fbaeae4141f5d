    </powershell>
  EOF
