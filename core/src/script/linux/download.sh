#unless curlAlone
client=''

## The first that checks certificates: not busybox's wget, nor a Python made small.
choose_client() {
	for client in $clients; do
		case $client in
		curl) command -v curl ;;
		wget) wget --version | grep 'GNU Wget ' ;;
		#if python
		#if https
		## Before 2.7.9 it believes any certificate.
		*) "$client" -c 'import ssl; ssl.create_default_context' ;;
		#end
		#unless https
		*) "$client" -c 'import ssl' ;;
		#end
		#end
		esac >/dev/null 2>&1 && return
	done
	! client=''
}

#end
## One try to have the bundle. Sets bad to 0 or an exit code, and why to a sentence.
request() {
	have=$(wc -c 2>/dev/null <work/bundle)
	#unless follows
	try_curl
	#end
	#if follows
	## No client is trusted with redirects: they differ by version in what they follow, and whom they tell the credentials.
	url=$bundle_url
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
		"try_${client%[23]}"
		#end
		hide <work/err
		case $http in 30[12378]) ;; *) break ;; esac
		#unless curlAlone
		root=${url%%:*}://$host
		case $to in
		*://* | '') ;;
		//*) to=${url%%:*}:$to ;;
		/*) to=$root$to ;;
		*) path=${url#"$root"} path=${path%%\?*} to=$root${path%/*}/$to ;;
		esac
		#end
		case ${url%%:*}:${to%%:*} in
		http:http | *:https) url=$to ;;
		*) http="$http, to no HTTPS" && break ;;
		esac
	done
	#end
	## What came is kept, and the rest alone is asked for at the next try. Wget goes on with the file itself.
	#if wget
	[ "$client" = wget ] ||
	#end
		case $http in 200) mv work/part work/bundle ;; 206) cat work/part >>work/bundle ;; esac
	#if proxy
	case $bad:$http in 0:407 | 10: | 10:0*) bad=13 ;; esac
	#end
	case $bad:$http in
	0:20[06] | 0:416) return 0 ;;
	0:*) bad=11 why="gives HTTP status $http" ;;
	10:2*) bad=14 why='comes too slowly, or breaks off' ;;
	10:*) why='cannot be reached' ;;
	21:*) why='breaks off: the connection was cut' ;;
	#if secure
	12:*) why='has a TLS certificate that is unknown, expired or for another name, or the clock is wrong' ;;
	#end
	#if proxy
	13:*) why="cannot be had by the proxy ${proxy_shown-$proxy}" ;;
	#end
	*) why='cannot be kept: no space is left' ;;
	esac
	#unless follows
	said=$(hide <work/err | head -n 1)
	#end
	#if follows
	## The client's own words begin a line.
	said=$(hide <work/err | grep -im 1 'expired\|match' || hide <work/err | grep -m 1 '^[^ ]')
	#end
	why="$asked $why${said:+ ($said)}"
	return 1
}
