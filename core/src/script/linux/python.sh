## For Python 2.6 and later. It ends with our own exit codes, or by an alarm where less than 1 KB/s comes for a minute.
fetch='
import base64, signal, sys
#if certificate
import ssl
#end
try:
	import urllib.request as web
except ImportError:
	import urllib2 as web
web.HTTPRedirectHandler.redirect_request = lambda *asked: None
told = open(sys.argv[1], "rb")
url, body = str(told.readline().decode().strip()), told.readline().strip() or None
#if certificate
options = {"timeout": 20}
if url.startswith("https:") and not body:
	options["context"] = ssl.create_default_context(cafile="work/ca.crt")
#end
request = web.Request(url, body, {"Content-Type": "application/json"})
#if credentials
if sys.argv[3:4] == ["work"]:
	user, password = open("work/.netrc", "rb").read().split()[3::2]
	token = base64.b64encode(user + b":" + password).decode()
	request.add_header("Authorization", "Basic " + token)
#end
if sys.argv[4:]:
	request.add_header("Range", sys.argv[4])
try:
	#if certificate
	answer = web.urlopen(request, **options)
	#end
	#unless certificate
	answer = web.urlopen(request, timeout=20)
	#end
	print(answer.getcode())
	sys.stdout.flush()
	left = int(answer.headers.get("Content-Length") or 0)
	with open(sys.argv[2], "wb") as out:
		block = True
		while block:
			signal.alarm(60)
			block = answer.read(60000)
			out.write(block)
			left -= len(block)
	sys.exit(21 if left > 0 else 0)
except web.HTTPError as error:
	print("%s %s" % (error.code, error.headers.get("Location", "")))
except Exception as error:
	sys.stderr.write("%s\n" % error)
	full = getattr(error, "errno", 0) == 28
	sys.exit(50 if full else 12 if "SSL" in repr(error) or "ertificate" in repr(error) else 10)
'

try_python() {
	bounded "$rest" "$client" -c "$fetch" work/url work/part "${home-}" ${have:+bytes="$have"-} >work/head 2>work/err
	bad=$?
	read -r http to <work/head
	case $bad in 0 | 12 | 21 | 50) ;; *) bad=10 ;; esac
}
