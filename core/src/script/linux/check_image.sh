# Looks for what the script needs.
check_image() {
    for tool in tar gzip sed; do
        command -v "$tool" >/dev/null || fail 30 "the image lacks $tool, which this script needs: install it on the image"
    done
    choose_downloader ||
        fail 30 'the image has neither curl nor GNU wget nor Python, so nothing can be downloaded: install one of them on the image'
}
