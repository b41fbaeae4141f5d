## last EXPRESSION: what it finds in the last head of an answer.
last() { sed -n "s,^ *$1.*,\\1,p" work/err | tail -n 1; }

## Goes on with what there is of the file.
try_wget() {
	timeout "$rest" env HOME="${home-work}" wget -c -nv -S -t 1 -T 60 --max-redirect=0 \
		#if certificate
		--ca-certificate=work/ca.crt \
		#end
		-i work/url -O work/bundle 2>work/err 3>&- 9>&- &
	wget=$! has=${have:-0}
	## It knows no least speed: once a minute somebody looks.
	while sleep 66; do
		had=$has has=$(wc -c <work/bundle)
		[ "$((has - had))" -gt 66000 ] || kill "$wget"
	done 3>&- 9>&- &
	wait "$wget"
	result=$?
	kill "$!"
	http=$(last 'HTTP/[^ ]* \([0-9]*\)')
	to=$(last '[Ll]ocation: *\([[:graph:]]*\)')
	case $result:$http in
	[068]:* | *:3*) bad=0 ;;
	3:*) bad=50 ;;
	5:*) bad=12 ;;
	4:200) bad=21 ;;
	*) bad=10 ;;
	esac
}
