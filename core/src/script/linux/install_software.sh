# Installs the additional software, readable for everybody: umask 022 here, and 077 again afterwards.
install_software() {
    umask 022
    install_software_packages
    umask 077
}
