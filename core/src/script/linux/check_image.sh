check_image() {
	#step
	#unless apt
	## All else is there wherever the package manager is.
	for tool in gzip tar; do need "$tool" command -v "$tool"; done
	#end
	#if curlAlone
	need curl command -v curl
	#end
	#unless curlAlone
	need "${clients%% *}" choose_client
	#end
	#if systemTrust
	#if apt
	need ca-certificates grep -qs BEGIN /etc/ssl/certs/ca-certificates.crt
	#end
	#if yum
	#if oldTools
	need ca-certificates grep -qs BEGIN /etc/pki/tls/certs/ca-bundle.crt
	#end
	#unless oldTools
	need ca-certificates grep -qs BEGIN /etc/pki/tls/certs/ca-bundle.crt /etc/pki/ca-trust/extracted/pem/t*
	#end
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
	#if packages
	! "$@" >/dev/null || return 0
	say "$package is missing: $manager installs it"
	get_packages "$package"
	"$@" >/dev/null || fail 30 "the image lacks $package: install it there"
	#end
	#unless packages
	for pause in 15 30 60 120; do
		! "$@" >/dev/null || return 0
		say "$package is missing: $manager installs it"
		run_manager "$package" && break
		cat work/said
		grep -qiE 'lock|resolv|connect|failed to [df]|timed out|curl( err|#)' work/said || break
		bounded 999 sleep "$pause"
	done
	"$@" >/dev/null || fail 30 "the image lacks $package ($(tail -n 1 work/said)): install it there"
	#end
}
