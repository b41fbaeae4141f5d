trust_certificate() {
	#step
	put "$state/work/ca.crt" "$ca_certificate"
	#if apt
	{ install -m 644 work/ca.crt /usr/local/share/ca-certificates/dynaboot-store-ca.crt && update-ca-certificates; } ||
	#end
	#if yum
	## Release 6 looks there only when it is told to.
	{ update-ca-trust enable; install -m 644 work/ca.crt /etc/pki/ca-trust/source/anchors/dynaboot-store-ca.crt && update-ca-trust; } ||
	#end
	#if zypper
	{ install -m 644 work/ca.crt /etc/pki/trust/anchors/dynaboot-store-ca.crt && update-ca-certificates; } ||
	#end
		say 'the system does not take it; this run does'
}
