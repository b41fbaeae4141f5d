//! Generated scripts, as text.
#[test]
fn show() {
    let policy = dynaboot_core::Policy::builtin().unwrap();
    let v = serde_json::json!({"cloud":"aws","system":"centos-7","agent":{"onImage":"absent","settings":{"brokerHost":"broker.example.com"}},"bundleStore":{"url":"http://store.example.com/bundle"},"packageStore":{"url":"http://repo.example.com"},"today":"2026-11-22"});
    let a = dynaboot_core::assess(&policy.read_choices(&v).unwrap(), &policy);
    println!("{}", serde_json::to_string_pretty(&a.report).unwrap());
    println!("{}", a.script.unwrap().text);
}
