# Gives the certificate to the system, and to this run in any case.
trust_certificate() {
    certificate_file=$work/store-ca.crt
    printf '%s\n' "$ca_certificate" >"$certificate_file" || fail 50 "$work cannot be written: is the disk full?"
    for anchor in /usr/local/share/ca-certificates:update-ca-certificates /etc/pki/ca-trust/source/anchors:update-ca-trust \
        /etc/pki/trust/anchors:update-ca-certificates; do
        if [ -d "${anchor%%:*}" ] && command -v "${anchor#*:}" >/dev/null; then
            # Release 6 of Red Hat's looks there only when it is told to.
            [ "${anchor#*:}" != update-ca-trust ] || update-ca-trust enable
            if ! { install -m 644 "$certificate_file" "${anchor%%:*}/dynaboot-store-ca.crt" && "${anchor#*:}"; }; then
                say 'the system does not take the certificate; this run uses it all the same'
            fi
            return
        fi
    done
}
