## Has the system take up what changed among the authorities that it trusts.
update_trust() {
	#if yum
	update-ca-trust
	#end
	#unless yum
	update-ca-certificates
	#end
}

trust_certificate() {
	#step
	put work/ca.crt "$ca_certificate"
	#if apt
	anchor=/usr/local/share/ca-certificates/dynaboot-store-ca.crt
	#end
	#if yum
	anchor=/etc/pki/ca-trust/source/anchors/dynaboot-store-ca.crt
	## Release 6 looks there only when it is told to.
	update-ca-trust enable
	#end
	#if zypper
	anchor=/etc/pki/trust/anchors/dynaboot-store-ca.crt
	#end
	## It goes with an installation that fails.
	[ -e "$anchor" ] || echo "$anchor" >>installing
	{ install -m 644 work/ca.crt "$anchor" && update_trust; } || say 'the system does not take it; this run does'
}
