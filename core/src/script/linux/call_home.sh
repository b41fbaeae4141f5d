## Tells the portal, if it can be told. The URL may hold a token, so it stands on no command line.
call_home() {
	type='Content-Type: application/json'
	#unless curlAlone
	[ -n "$client" ] || choose_client
	#end
	case $client in
	#if curl
	curl) printf 'url = "%s"\n' "$portal" | timeout 20 curl -sSK - -H "$type" -d "$status" ;;
	#end
	#if wget
	wget) printf '%s\n' "$portal" | timeout 20 wget -qi - -t 1 --max-redirect=0 --header="$type" --post-data="$status" -O - ;;
	#end
	#if python
	*) printf '%s\n' "$portal" "$status" | timeout 20 "$client" -c "$fetch" /proc/self/fd/0 /dev/null ;;
	#end
	#unless python
	*) false ;;
	#end
	esac >/dev/null || say 'the portal could not be told'
}
