# Tells the portal, if it can be told. The URL may hold a token, so it stands on no command line.
call_home() {
	body="{ \"state\": \"$ended\", \"exitCode\": $code, \"message\": \"$message\" }" type='Content-Type: application/json'
	#unless curlAlone
	[ -n "$downloader" ] || choose_downloader
	#end
	case $downloader in
	#if curl
	curl) printf 'url = "%s"\n' "$call_home_url" | bounded 20 curl -sS --config - --header "$type" --data "$body" --output /dev/null ;;
	#end
	#if wget
	wget) printf '%s\n' "$call_home_url" | bounded 20 wget -q --input-file=- --tries=1 --header="$type" --post-data="$body" --output-document=/dev/null ;;
	#end
	#if python
	*) printf '%s\n' "$call_home_url" "$body" | bounded 20 "$downloader" -c "$fetch" - /dev/null ;;
	#end
	#unless python
	*) false ;;
	#end
	esac || say 'the portal could not be told'
}
