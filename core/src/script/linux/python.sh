## For Python 2.6 and later. It ends with our own exit codes.
fetch='
import base64, sys
#if certificate
import ssl
#end
try:
	import urllib.request as urllib
except ImportError:
	import urllib2 as urllib
urllib.HTTPRedirectHandler.redirect_request = lambda *asked: None
told = open(sys.argv[1], "rb")
url, body = str(told.readline().decode().strip()), None
#if callHome
body = told.readline().strip() or None
#end
#if certificate
options = {"timeout": 20}
if url.startswith("https:") and not body:
	options["context"] = ssl.create_default_context(cafile="work/ca.crt")
#end
request = urllib.Request(url, body, {"Content-Type": "application/json"})
#if credentials
if sys.argv[3:] == ["work"]:
	user, password = open("work/.netrc", "rb").read().split()[3::2]
	token = base64.b64encode(user + b":" + password).decode()
	request.add_header("Authorization", "Basic " + token)
#end
try:
	#if certificate
	answer = urllib.urlopen(request, **options)
	#end
	#unless certificate
	answer = urllib.urlopen(request, timeout=20)
	#end
	print(200)
	left = int(answer.headers.get("Content-Length") or 0)
	with open(sys.argv[2], "wb") as out:
		for block in iter(lambda: answer.read(65536), b""):
			out.write(block)
			left -= len(block)
	sys.exit(21 if left > 0 else 0)
except urllib.HTTPError as error:
	print("%s %s" % (error.code, error.headers.get("Location", "")))
except Exception as error:
	if getattr(error, "errno", 0) == 28:
		sys.exit(50)
	sys.stderr.write(str(error) + "\n")
	sys.exit(12 if "SSL" in repr(error) or "ertificate" in repr(error) else 10)
'

try_python() {
	bounded 3600 "$downloader" -c "$fetch" work/url work/part "${home-}" >work/head 2>work/problem
	trouble=$?
	read -r http location <work/head
	case $trouble in 0 | 12 | 21 | 50) ;; *) trouble=10 ;; esac
}
