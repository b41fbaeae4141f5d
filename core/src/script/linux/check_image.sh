check_image() {
	#step
	for tool in $tools; do need "${tool#*:}" command -v "${tool%:*}"; done
	#unless curlAlone
	need "${downloaders%% *}" choose_downloader
	#end
	#if systemTrust
	need ca-certificates grep -qs BEGIN /etc/ssl/certs/ca-certificates.crt /etc/ssl/ca-bundle.pem \
		/etc/pki/tls/certs/ca-bundle.crt /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem
	#end
}

## need PACKAGE TEST...: a small image may lack what its package manager has.
need() {
	package=$1
	shift
	for pause in 15 30 60 120; do
		! "$@" >/dev/null || return 0
		say "$package is missing: $manager installs it"
		run_manager "$package" && break
		case $? in 126 | 127) break ;; esac
		cat work/packages
		sleep "$pause"
	done
	"$@" >/dev/null || fail 30 "the image lacks $package ($(tail -n 1 work/packages)): install it there"
}
