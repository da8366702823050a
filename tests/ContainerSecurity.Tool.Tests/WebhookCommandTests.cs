namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec webhook</c> says what is wrong before it begins to listen.</summary>
public class WebhookCommandTests
{
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("webhook-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Command_line_without_a_certificate_is_refused()
    {
        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("--cert").And.Contain("--key"));
    }

    [Test]
    public void Certificate_that_is_not_there_is_told()
    {
        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"), "--cert", Path.Combine(folder, "absent.crt"), "--key", Path.Combine(folder, "absent.key"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("absent.crt"));
    }

    [Test]
    public void Certificate_that_is_none_is_told()
    {
        string file = Write("tls.crt", "no certificate");

        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"), "--cert", file, "--key", file);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("The certificate or its key could not be read"));
    }

    [TestCase("8443")]
    [TestCase("localhost:8443")]
    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1")]
    public void Address_that_is_none_is_refused(string address)
    {
        (int code, string error) = Run("webhook", "--policy", "policy.yaml", "--cert", "tls.crt", "--key", "tls.key", "--listen", address);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("no address for --listen"));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(args, TextReader.Null, output, error), error.ToString());
    }
}
