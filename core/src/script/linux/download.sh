#unless curlAlone
downloader=''

## The first that checks certificates: not busybox's wget, nor a Python made small.
choose_downloader() {
	for downloader in $downloaders; do
		case $downloader in
		curl) command -v curl ;;
		wget) wget --version | grep 'GNU Wget ' ;;
		#if python
		#if https
		## Before 2.7.9 it believes any certificate.
		*) "$downloader" -c 'import ssl; ssl.create_default_context' ;;
		#end
		#unless https
		*) "$downloader" -c 'import ssl' ;;
		#end
		#end
		esac >/dev/null 2>&1 && return
	done
	downloader=''
	return 1
}

#end
## request URL FILE: one try. Sets trouble to 0 or an exit code, and reason to a sentence.
request() {
	#unless follows
	try_curl "$@"
	#end
	#if follows
	## No downloader is trusted with redirects: they differ by version in what they follow, and whom they tell the credentials.
	url=$1
	for _ in 1 2 3 4 5; do
		host=${url#*://} host=${host%%[/?#]*}
		#if credentials
		store=${store:-$host} home=work
		[ "$host" = "$store" ] || home=/dev/null
		#end
		#if curlAlone
		try_curl "$2"
		#end
		#unless curlAlone
		case $downloader in
		#if curl
		curl) try_curl "$2" ;;
		#end
		#if wget
		wget) try_wget "$2" ;;
		#end
		#if python
		*) try_python "$2" ;;
		#end
		esac
		#end
		hide <work/problem
		case $http in 30[12378]) ;; *) break ;; esac
		#unless curlAlone
		case $location in
		*://* | '') ;;
		//*) location=${url%%:*}:$location ;;
		/*) location=${url%%:*}://$host$location ;;
		*) path=${url#*"$host"} path=${path%%\?*} location=${url%%:*}://$host${path%/*}/$location ;;
		esac
		#end
		case ${url%%:*}:${location%%:*} in
		http:http | *:https) url=$location ;;
		*) http="$http, to no HTTPS" && break ;;
		esac
	done
	#end
	#if proxy
	case $trouble:$http in 0:407 | 10:*) trouble=13 ;; esac
	#end
	case $trouble:$http in
	0:200) return 0 ;;
	0:*) trouble=11 reason="is answered with HTTP status $http" ;;
	10:*) reason='cannot be reached' ;;
	12:*) reason='has a TLS certificate that is unknown, expired or for another name, or the clock is wrong' ;;
	#if proxy
	13:*) reason="cannot be had by the proxy ${proxy_shown-$proxy}" ;;
	#end
	21:*) reason='did not come whole: the connection was cut' ;;
	*) reason='cannot be kept: no space is left' ;;
	esac
	#unless follows
	said=$(hide <work/problem | head -n 1)
	#end
	#if follows
	## The downloader's own words begin a line.
	said=$(hide <work/problem | grep -im 1 'expired\|match' || hide <work/problem | grep -m 1 '^[^ ]')
	#end
	reason="${1%%\?*} $reason${said:+ ($said)}"
	return 1
}

## download URL FILE: tries again while that may help, for five to ten minutes. Machines that start together do not ask together.
download() {
	for pause in 2 4 8 16 32 32 32 32 32 32 32 32 0; do
		request "$@" && return
		say "$reason"
		case $trouble:$http:$said in
		## Too early, too often, or by a clock that is not set yet.
		11:408:* | 11:42[59]:* | 12:*expired* | 12:*'not yet'*) ;;
		11:[34]* | 12:* | 50:*) break ;;
		esac
		[ "$pause" != 0 ] || break
		tell "$reason"
		bounded 99 sleep "$((pause + $(od -An -N1 -tu1 /dev/urandom || echo 1) % pause))"
	done
	fail "$trouble" "$reason"
}
