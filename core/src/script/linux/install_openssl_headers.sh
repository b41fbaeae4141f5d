# The agent's Python script needs them to check certificates.
install_openssl_headers() {
    [ -e /usr/include/openssl/ssl.h ] || install_packages "$openssl_package"
}
