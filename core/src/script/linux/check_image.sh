check_image() {
	#step
	for tool in $tools; do need "${tool#*:}" command -v "${tool%:*}"; done
	#unless curlAlone
	need "${downloaders%% *}" choose_downloader
	#end
	#if systemTrust
	#if apt
	need ca-certificates grep -qs BEGIN /etc/ssl/certs/ca-certificates.crt
	#end
	#if yum
	need ca-certificates grep -qs BEGIN /etc/pki/tls/certs/ca-bundle.crt /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem
	#end
	#if zypper
	need ca-certificates grep -qs BEGIN /etc/ssl/ca-bundle.pem
	#end
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
		cat work/packages
		grep -qiE 'lock|resolv|connect|failed to|timed out|curl' work/packages || break
		sleep "$pause"
	done
	"$@" >/dev/null || fail 30 "the image lacks $package ($(tail -n 1 work/packages)): install it there"
}
