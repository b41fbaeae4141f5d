## For Python 2.6 and later. It ends with our own exit codes.
fetch='
import base64, ssl, sys
try:
	import urllib.request as urllib
except ImportError:
	import urllib2 as urllib
urllib.HTTPRedirectHandler.redirect_request = lambda *asked: None
told = getattr(sys.stdin, "buffer", sys.stdin)
url, body, options = str(told.readline().decode().strip()), None, {"timeout": 20}
#if callHome
body = told.readline().strip() or None
#end
#if certificate
if url.startswith("https:") and not body:
	options["context"] = ssl.create_default_context(cafile="work/ca.crt")
#end
request = urllib.Request(url, body, {"Content-Type": "application/json"})
#if credentials
if sys.argv[2:] == ["work"]:
	user, password = open("work/.netrc", "rb").read().split()[3::2]
	token = base64.b64encode(user + b":" + password).decode()
	request.add_unredirected_header("Authorization", "Basic " + token)
#end
try:
	answer = urllib.urlopen(request, **options)
	left = int(answer.headers.get("Content-Length") or 0)
	with open(sys.argv[1], "wb") as out:
		for block in iter(lambda: answer.read(65536), b""):
			out.write(block)
			left -= len(block)
	print(200)
	sys.exit(21 if left > 0 else 0)
except urllib.HTTPError as error:
	print("%s %s" % (error.code, error.headers.get("Location") or ""))
except Exception as error:
	if getattr(error, "errno", 0) == 28:
		sys.exit(50)
	sys.stderr.write(str(error) + "\n")
	sys.exit(12 if "SSL" in repr(error) or "ertificate" in repr(error) else 10)
'

try_python() {
	## No command line shows the URL.
	put work/url "$url"
	http=$(exec 9>&-; bounded 300 "$downloader" -c "$fetch" "$1" "${home-}" <work/url 2>work/problem)
	trouble=$?
	location=${http#* } http=${http%% *}
	case $trouble in 0 | 12 | 21 | 50) ;; *) trouble=10 ;; esac
}
