try_curl() {
	#if oldTls
	## Old ones offer TLS 1.2 only when told to.
	tls=$(curl --help | grep -e --tlsv1.2)
	#end
	#if follows
	## No command line shows the URL.
	put work/url "url=$url"
	#end
	## Where nothing comes it writes nothing, and what an earlier try left would be taken for the rest.
	: >work/part
	## Less than 1 KB/s for a minute is too slow.
	bounded 3666 \
		#if credentials
		env HOME="$home" \
		#end
		curl -qsS --connect-timeout 10 -y60 -Y1000 -m"$rest" ${have:+-r"$have-"} \
		#if oldTls
		${tls:+--tlsv1.2} \
		#end
		#if certificate
		--cacert work/ca.crt \
		#end
		#if credentials
		--netrc-optional \
		#end
		#if follows
		-gK work/url -w '%{http_code} %{redirect_url}' -o work/part >work/head 2>work/err
		#end
		#unless follows
		#if https
		--proto-redir =https \
		#end
		-L -w '%{http_code}' -o work/part "$bundle_url" >work/head 2>work/err
		#end
	case $? in
	#if https
	## Redirects to something else, or without an end.
	0 | 1 | 47) bad=0 ;;
	35) bad=12 && ! grep -qi 'reset\|syscall' work/err || bad=10 ;;
	#end
	#unless https
	0 | 47) bad=0 ;;
	#end
	18) bad=21 ;;
	23) bad=50 ;;
	#if secure
	5[13489] | 6[06] | 77 | 8[023] | 9[01]) bad=12 ;;
	#end
	*) bad=10 ;;
	esac
	#if follows
	read -r http to <work/head
	#end
	#unless follows
	read -r http <work/head
	#end
}
