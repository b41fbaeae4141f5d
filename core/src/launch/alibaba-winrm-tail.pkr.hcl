  EOF
