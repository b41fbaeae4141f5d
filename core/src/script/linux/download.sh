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
#if follows
## What the downloader says; a query may hold a token.
problem() { sed 's/?[^ "]*/?/g' work/problem; }

#end
## request URL FILE: one try. Sets trouble to 0 or an exit code, and reason to a sentence.
request() {
	#unless follows
	try_curl "$@"
	#end
	#if follows
	## No downloader is trusted with redirects: they differ by version in what they follow, and whom they tell the credentials.
	url=$1
	#if credentials
	store=''
	#end
	for _ in 1 2 3 4 5 6 7 8; do
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
		problem
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
		*) http="$http, to something that is no HTTPS" && break ;;
		esac
	done
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
	#unless follows
	said=$(head -n 1 work/problem)
	#end
	#if follows
	## The downloader's own words begin a line.
	said=$(problem | grep -im 1 'expired\|match' || problem | grep -m 1 '^[^ ]')
	#end
	reason="${1%%\?*} $reason${said:+ ($said)}"
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
