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
	! downloader=''
}

#end
## request URL FILE: one try. Sets trouble to 0 or an exit code, and reason to a sentence.
request() {
	#if curl
	have=''
	[ ! -s "$2" ] || have=$(wc -c <"$2")
	#end
	#unless follows
	try_curl "$1"
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
		try_curl
		#end
		#unless curlAlone
		## No command line shows the URL.
		put work/url "$url"
		## Each Python is tried alike.
		"try_${downloader%[23]}"
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
	## What came is kept, and curl asks for the rest alone when it tries again.
	case $http in
	200) mv work/part "$2" ;;
	#if curl
	206) cat work/part >>"$2" ;;
	#end
	esac
	#if proxy
	case $trouble:$http in 0:407 | 10: | 10:0*) trouble=13 ;; esac
	#end
	case $trouble:$http in
	0:20[06] | 0:416) return 0 ;;
	0:*) trouble=11 reason="is answered with HTTP status $http" ;;
	10:2*) reason='comes too slowly, or breaks off' ;;
	10:*) reason='cannot be reached' ;;
	21:*) reason='did not come whole: the connection was cut' ;;
	#if secure
	12:*) reason='has a TLS certificate that is unknown, expired or for another name, or the clock is wrong' ;;
	#end
	#if proxy
	13:*) reason="cannot be had by the proxy ${proxy_shown-$proxy}" ;;
	#end
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
		#if secure
		12:*expired* | 12:*'not yet'*) ;;
		12:*) break ;;
		#end
		11:408:* | 11:42[59]:*) ;;
		11:[34]* | 50:*) break ;;
		esac
		[ "$pause" != 0 ] || break
		tell "$reason"
		bounded 99 sleep "$((pause + $(od -An -N1 -tu1 /dev/urandom || echo 1) % pause))"
	done
	fail "$trouble" "$reason"
}
