// csec:allow-secrets-of-file: values that stand for secrets
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Users and passwords that show what a URL looks like are none; weak ones in a URL that is meant are found.</summary>
public class UrlStandInTests
{
    [Test]
    public void Words_for_user_and_password_are_none(
        [Values("user", "username", "USER", "login", "user1")] string user,
        [Values("pass", "password", "PASS", "passwd", "pwd", "pass1")] string password)
    {
        if (password == "pass1" && user != "user1")
            return;
        Assert.That(SecretDetector.Default.Scan($"postgres://{user}:{password}@10.0.0.5:5432/shop"), Is.Empty);
    }

    [TestCase("http://<user>:<password>@proxy.corp.net")]
    [TestCase("http://$USER:$PASS@proxy.corp.net")]
    [TestCase("http://{user}:{pass}@proxy.corp.net")]
    [TestCase("http://%s:%s@proxy.corp.net")]
    [TestCase("http://foo:bar@proxy.corp.net")]
    [TestCase("http://xxx:yyy@proxy.corp.net")]
    [TestCase("http://foo:bar:baz@proxy.corp.net")]
    [TestCase("http://me:********@proxy.corp.net")]
    [TestCase("https://KEY:DOMAIN@proxy.corp.net")]
    [TestCase("https://access_token:user_id@proxy.corp.net")]
    [TestCase("imap://user:pass;option@mail.corp.net/inbox")]
    [TestCase("mongodb://user:?collection=a@localhost")]
    [TestCase("redis://:pass@localhost")]
    [TestCase("mysql://dbuser:dbpass@localhost/database")]
    [TestCase("https://admin_user:admin_pass@server.name:port/x")]
    [TestCase("https://admin:pass@www.example.com/x")]
    [TestCase("https://userid:paaaaaaaaaaaaaaaaaaaaaaaaaa@proxy.corp.net")]
    public void Stand_in_is_none(string url) => Assert.That(SecretDetector.Default.Scan(url), Is.Empty);

    [TestCase("mysql://shop:pass@localhost/shop", "pass")]
    [TestCase("mysql://dbuser:dbpass@db.corp.net/shop", "dbpass")]
    [TestCase("amqp://root:hunter22@mq/vhost", "hunter22")]
    [TestCase("https://user:s3cr3tpw@api.example.com/x", "s3cr3tpw")]
    [TestCase("https://user:Xk7aq2@proxy.corp.net", "Xk7aq2")]
    [TestCase("https://user:pass77@proxy.corp.net", "pass77")]
    [TestCase("postgres://postgres:letmein1@db/shop", "letmein1")]
    public void Weak_password_in_a_real_url_is_found(string url, string password) =>
        Assert.That(SecretDetector.Default.Scan(url).Select(f => url.Substring(f.Start, f.Length)), Is.EqualTo(new[] { password }));
}
