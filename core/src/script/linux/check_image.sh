# Looks for what the script needs, and takes the first downloader that checks certificates.
check_image() {
    for tool in tar gzip sed; do
        command -v "$tool" >/dev/null || fail 30 "the image lacks $tool, which this script needs: install it on the image"
    done
    for tool in curl wget python3 python2 python; do
        command -v "$tool" >/dev/null || continue
        # The wget of busybox does not, nor does a Python that was made small.
        case $tool in
        wget) wget --version 2>/dev/null | grep -q 'GNU Wget' ;;
        python*) "$tool" -c 'import ssl' 2>/dev/null ;;
        esac || continue
        downloader=$tool
        return
    done
    fail 30 'the image has neither curl nor GNU wget nor Python, so nothing can be downloaded: install one of them on the image'
}
