try_wget() {
	bounded 3600 env HOME="${home-work}" wget -nv -S -t 1 -T 60 --max-redirect=0 \
		#if certificate
		--ca-certificate=work/ca.crt \
		#end
		-i work/url -O work/part 2>work/problem
	ended_with=$?
	http=$(sed -n 's,^ *HTTP/[^ ]* \([0-9]*\).*,\1,p' work/problem | tail -n 1)
	location=$(sed -n 's/^ *[Ll]ocation: *\([[:graph:]]*\).*/\1/p' work/problem | tail -n 1)
	case $ended_with:$http in
	[068]:* | *:3*) trouble=0 ;;
	3:*) trouble=50 ;;
	5:*) trouble=12 ;;
	4:200) trouble=21 ;;
	*) trouble=10 ;;
	esac
}
