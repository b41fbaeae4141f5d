install_openssl_headers() {
	#step
	umask 022
	[ -e /usr/include/openssl/ssl.h ] || install_packages "$openssl_package"
	umask 077
}
