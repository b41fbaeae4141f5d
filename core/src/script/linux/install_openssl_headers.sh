install_openssl_headers() {
	#step
	[ -e /usr/include/openssl/ssl.h ] || get_packages "$openssl_package"
}
