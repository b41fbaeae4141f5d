# The agent's Python script needs them to check certificates.
install_openssl_headers() {
    install_packages "$openssl_package"
}
