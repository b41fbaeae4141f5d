try_curl() {
	#if oldTls
	## Old ones offer TLS 1.2 only when told to.
	tls=$(curl --help 2>&1 | grep -e --tlsv1.2)
	#end
	http=$(exec 9>&-; bounded 300 env HOME=work curl -sSL --connect-timeout 10 --speed-time 30 \
		#if oldTls
		${tls:+--tlsv1.2} \
		#end
		#if certificate
		--cacert work/ca.crt \
		#end
		#if credentials
		--netrc-optional \
		#end
		--write-out '%{http_code}' -o "$2" "$1" 2>work/problem)
	case $? in
	0) trouble=0 ;;
	18) trouble=21 ;;
	23) trouble=50 ;;
	#if https
	35) if grep -qi 'reset\|syscall' work/problem; then trouble=10; else trouble=12; fi ;;
	#end
	5[13489] | 6[06] | 77 | 8[023] | 9[01]) trouble=12 ;;
	*) trouble=10 ;;
	esac
}
