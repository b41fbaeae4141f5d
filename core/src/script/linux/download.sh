#unless curlAlone
downloader=''

## The first that checks certificates: not busybox's wget, nor a Python made small.
choose_downloader() {
	for downloader in $downloaders; do
		case $downloader in
		curl) command -v curl ;;
		wget) wget --version | grep 'GNU Wget ' ;;
		#if python
		*) "$downloader" -c 'import ssl' ;;
		#end
		esac >/dev/null 2>&1 && return
	done
	downloader=''
	return 1
}

#end
## request URL FILE: one try. Sets trouble to 0 or an exit code, and reason to a sentence.
request() {
	#if curlAlone
	try_curl "$@"
	#end
	#unless curlAlone
	case $downloader in
	#if curl
	curl) try_curl "$@" ;;
	#end
	#if wget
	wget) try_wget "$@" ;;
	#end
	#if python
	*) try_python "$@" ;;
	#end
	esac
	cat work/problem
	#end
	#if proxy
	case $trouble:$http in 0:407 | 10:*) trouble=13 ;; esac
	#end
	case $trouble:$http in
	0:200) return ;;
	0:*) trouble=11 reason="is answered with HTTP status $http" ;;
	10:*) reason='cannot be reached' ;;
	12:*) reason='has a TLS certificate that is unknown, expired or for another name' ;;
	#if proxy
	13:*) reason="cannot be had by the proxy ${proxy_shown-$proxy}" ;;
	#end
	21:*) reason='did not come whole: the connection was cut' ;;
	#if python
	30:*) reason='needs curl or Python 2.7.9 on the image' ;;
	#end
	*) reason='cannot be kept: no space is left' ;;
	esac
	#if curlAlone
	said=$(head -n 1 work/problem)
	#end
	#unless curlAlone
	## The downloader's own words begin a line.
	said=$(grep -im 1 'expired\|match' work/problem || grep -m 1 '^[^ ]' work/problem)
	#end
	reason="$1 $reason${said:+ ($said)}"
	return 1
}

## download URL FILE: tries again while that may help, half a minute of waiting in all.
download() {
	for pause in 0 1 2 4 8 15; do
		sleep "$pause"
		request "$@" && return
		say "$reason"
		case $trouble:$http in 12:* | 30:* | 50:* | 11:4*) break ;; esac
	done
	fail "$trouble" "$reason"
}
