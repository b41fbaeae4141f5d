  provisioner "shell" {
    inline = ["mkdir -m 700 dynaboot"]
  }

  # Nobody else can look into that folder: the script may hold a password.
  provisioner "file" {
    source      = local.script
    destination = "dynaboot/"
  }

  provisioner "file" {
    source      = local.prepare
    destination = "dynaboot/"
  }

  provisioner "shell" {
    inline            = ["sudo sh dynaboot/prepare.sh"]
    skip_clean        = true
    expect_disconnect = true
  }
