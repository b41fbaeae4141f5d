install_openssl_headers() {
	#step
	[ -e /usr/include/openssl/ssl.h ] || install_packages "$openssl_package"
}
