try_wget() {
	bounded 300 env HOME=work wget --no-verbose --server-response --tries=1 --timeout=20 \
		#if certificate
		--ca-certificate=work/ca.crt \
		#end
		-O "$2" "$1" 2>work/problem
	ended_with=$?
	http=$(sed -n 's/^ *HTTP\/[0-9.]* \([0-9]*\).*/\1/p' work/problem | tail -n 1)
	case $ended_with:$http in
	[068]:*) trouble=0 ;;
	3:*) trouble=50 ;;
	5:*) trouble=12 ;;
	*:200) trouble=21 ;;
	*) trouble=10 ;;
	esac
}
