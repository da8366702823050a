using System.Text.RegularExpressions;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Random values are found under the names of credentials, however they are written.</summary>
public class RandomValueTests
{
    private const int Values = 10_000;

    private const string Hexadecimal = "0123456789abcdef";

    private const string LowerCase = "0123456789abcdefghijklmnopqrstuvwxyz";

    private const string Mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LowerCase;

    private static readonly string[] TokenNames = ["api_key", "API_TOKEN", "clientSecret", "access_key", "secret"];

    private static readonly string[] PasswordNames = ["password", "DB_PASSWORD", "userPwd"];

    private static readonly string[] Syntaxes = ["{0}={1}", "{0}: {1}", "{0}: \"{1}\"", "\"{0}\": \"{1}\",", "var {0} = \"{1}\";"];

    [TestCase(Hexadecimal, 64, 1.0)]
    [TestCase(Hexadecimal, 40, 1.0)]
    [TestCase(Hexadecimal, 32, 1.0)]
    [TestCase(Hexadecimal, 24, 0.95)]
    [TestCase(Hexadecimal, 20, 0.95)]
    [TestCase(Hexadecimal, 16, 0.95)]
    [TestCase(Mixed, 40, 0.97)]
    [TestCase(Mixed, 32, 0.97)]
    [TestCase(Mixed, 20, 0.97)]
    [TestCase(Mixed, 16, 0.97)]
    [TestCase(Mixed, 12, 0.97)]
    [TestCase(Mixed, 10, 0.92)]
    [TestCase(Mixed, 8, 0.85)]
    [TestCase(LowerCase, 32, 0.97)]
    [TestCase(LowerCase, 20, 0.97)]
    [TestCase(LowerCase, 16, 0.97)]
    [TestCase(LowerCase, 12, 0.97)]
    [TestCase(LowerCase, 10, 0.92)]
    [TestCase(LowerCase, 8, 0.85)]
    public void Random_token_is_found(string alphabet, int length, double least) =>
        Assert.That(ShareFound(alphabet, length, TokenNames), Is.GreaterThanOrEqualTo(least));

    [TestCase(Mixed, 16)]
    [TestCase(Mixed, 12)]
    [TestCase(Mixed, 10)]
    [TestCase(Mixed, 8)]
    [TestCase(LowerCase, 12)]
    [TestCase(LowerCase, 8)]
    [TestCase(Hexadecimal, 16)]
    [TestCase(Mixed + "!#%*+-.=?@^_~", 12)]
    [TestCase(Mixed + "!#%*+-.=?@^_~", 8)]
    public void Random_password_is_found(string alphabet, int length) =>
        Assert.That(ShareFound(alphabet, length, PasswordNames), Is.GreaterThanOrEqualTo(0.97));

    /// <summary>Words of prose, names in code and names with separators are hardly ever taken for credentials.</summary>
    [TestCase("api_key", 0.00547)]
    [TestCase("password", 0.038)]
    public void Words_and_names_are_seldom_taken_for_credentials(string name, double most)
    {
        string[] words = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Regex.Split(File.ReadAllText(f), @"[^A-Za-z0-9_.-]+"))
            .Select(w => w.Trim('.', '-', '_'))
            .Where(w => w.Length >= 8)
            .Distinct()];
        string[] found = [.. words.Where(w => SecretDetector.Default.Scan($"{name}: \"{w}\"").Count > 0)];

        TestContext.Out.WriteLine($"{found.Length} of {words.Length} are found");
        Assert.That((double)found.Length / words.Length, Is.LessThan(most));
    }

    /// <summary>The seed is the form, so that a value which is lost is the same one tomorrow.</summary>
    private static double ShareFound(string alphabet, int length, string[] names)
    {
        var random = new Random(alphabet.Length * 1000 + length);
        var lost = new List<string>();
        for (int i = 0; i < Values; i++)
        {
            string value = new(random.GetItems<char>(alphabet, length));
            string text = string.Format(null, Syntaxes[i % Syntaxes.Length], names[i % names.Length], value);
            if (SecretDetector.Default.Scan(text).Count == 0)
                lost.Add(text);
        }
        TestContext.Out.WriteLine($"{lost.Count} of {Values} are lost, such as {string.Join("; ", lost.Take(8))}");
        return 1 - ((double)lost.Count / Values);
    }
}
