# Gives the certificate to the system, and to this run in any case.
trust_certificate() {
    certificate_file=$work/store-ca.crt
    printf '%s\n' "$ca_certificate" >"$certificate_file" || fail 50 "$work cannot be written: is the disk full?"
    for place in /usr/local/share/ca-certificates:update-ca-certificates /etc/pki/ca-trust/source/anchors:update-ca-trust \
        /etc/pki/trust/anchors:update-ca-certificates; do
        if [ -d "${place%%:*}" ] && command -v "${place#*:}" >/dev/null; then
            # Release 6 of Red Hat's looks there only when it is told to.
            [ "${place#*:}" != update-ca-trust ] || update-ca-trust enable
            if ! { install -m 644 "$certificate_file" "${place%%:*}/dynaboot-store-ca.crt" && "${place#*:}"; }; then
                say 'the system does not take the certificate; this run uses it all the same'
            fi
            return
        fi
    done
}
