using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class IngressInjectionTests
{
    private static IReadOnlyList<Finding> Judge(string key, string value) => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop, annotations: { {{key}}: {{value}} } }
        spec: {rules: []}
        """).Judge<IngressInjection>();

    private static IReadOnlyList<Finding> JudgePath(string path) => new Manifest($$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop}
        spec: {rules: [{host: a.example.com, http: {paths: [{path: {{path}}, pathType: ImplementationSpecific}]} }]}
        """).Judge<IngressInjection>();

    [TestCase("auth-url", "'http://a.example.com/#;load_module /tmp/x;'", "'#'")]
    [TestCase("auth-url", "\"http://a/\\n}\"", "a line break")]
    [TestCase("auth-tls-match-cn", "\"CN=a #(\\n){}\\n }}\\nssl_engine x;\"", "'#'")]
    [TestCase("mirror-target", "'http://a;'", "';'")]
    [TestCase("mirror-host", "'a\"b'", "'\"'")]
    [TestCase("auth-signin", "'http://a/}'", "'}'")]
    [TestCase("auth-method", "'GET; return 200'", "';'")]
    [TestCase("rewrite-target", "'/x\"; return 200'", "'\"'")]
    [TestCase("auth-proxy-set-headers", "'shop/h;'", "';'")]
    [TestCase("permanent-redirect", "'https://a/;}'", "';'")]
    [TestCase("server-alias", "\"a\\rb\"", "a line break")]
    [TestCase("proxy-body-size", "'1m; alias /etc'", "';'")]
    [TestCase("auth-realm", "/var/run/secrets/x", "'/var/run/secrets'")]
    [TestCase("auth-cache-key", "access_by_lua", "'_by_lua'")]
    [TestCase("auth-secret", "../../etc/x", "'..'")]
    [TestCase("auth-tls-secret", "shop/../x", "'..'")]
    public void Value_that_leaves_its_place_is_reported(string name, string value, string escape)
    {
        Finding finding = Judge("nginx.ingress.kubernetes.io/" + name, value).Single();

        Assert.That(finding.Location.Path, Does.Contain(name));
        Assert.That(finding.Message, Does.Contain($"nginx.ingress.kubernetes.io/{name} to a value with {escape}"));
    }

    [TestCase("nginx.ingress.kubernetes.io/auth-url", "'https://$host/oauth2/auth?rd=$request_uri&a=%20b'")]
    [TestCase("nginx.ingress.kubernetes.io/auth-signin", "'https://$host/oauth2/start?rd=$escaped_request_uri'")]
    [TestCase("nginx.ingress.kubernetes.io/auth-tls-match-cn", "'CN=^[a-z]{2,3}(x|y)$'")]
    [TestCase("nginx.ingress.kubernetes.io/rewrite-target", "/$2")]
    [TestCase("nginx.ingress.kubernetes.io/permanent-redirect", "'https://a.example.com/#/home'")]
    [TestCase("nginx.ingress.kubernetes.io/temporal-redirect", "'https://${host}/x'")]
    [TestCase("nginx.ingress.kubernetes.io/auth-realm", "'Say \"friend\"'")]
    [TestCase("nginx.ingress.kubernetes.io/auth-secret", "shop/basic.auth")]
    [TestCase("nginx.ingress.kubernetes.io/server-alias", "'~^www[0-9]{1,2}[.]example[.]com$'")]
    [TestCase("nginx.ingress.kubernetes.io/configuration-snippet", "'return 200;'")]
    [TestCase("nginx.ingress.kubernetes.io/auth-url", "'{{ .Values.auth }}'")]
    [TestCase("example.com/note", "'a; b'")]
    public void Value_that_stays_in_its_place_is_not_reported(string key, string value) => Assert.That(Judge(key, value), Is.Empty);

    [TestCase("'/;return 200'", "';'")]
    [TestCase("'/x{'", "'{'")]
    [TestCase("\"/x\\n\"", "a line break")]
    [TestCase("'/x\"y'", "'\"'")]
    [TestCase("'/#'", "'#'")]
    [TestCase("/etc/passwd", "a folder of the controller")]
    [TestCase("/root", "a folder of the controller")]
    [TestCase("/var/run/secrets", "a folder of the controller")]
    public void Path_that_leaves_its_place_is_reported(string path, string escape)
    {
        Finding finding = JudgePath(path).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.rules[0].http.paths[0].path"));
        Assert.That(finding.Message, Does.Contain($"a path with {escape}"));
    }

    [TestCase("/shop(/|$)(.*)")]
    [TestCase("'/[a-z]{2}/x'")]
    [TestCase("/etcetera")]
    [TestCase("/rooted")]
    [TestCase("'{{ .Values.path }}'")]
    public void Path_that_stays_in_its_place_is_not_reported(string path) => Assert.That(JudgePath(path), Is.Empty);

    /// <summary>Patterns that could match in two ways would take time without end.</summary>
    [Test]
    public void Long_values_are_judged_too() =>
        Assert.That(Judge("nginx.ingress.kubernetes.io/auth-url", $"'{string.Concat(Enumerable.Repeat("${12}{1,2}", 20_000))};'"), Has.Count.EqualTo(1));
}
