// csec:allow-secrets-of-file: made-up samples
namespace ContainerSecurity.Analyzers.Tests.Secrets;

/// <summary>Texts that are handed to a member that takes a credential.</summary>
public class HandedOverSecretTests
{
    [TestCase("""object M() => new System.Net.NetworkCredential("shop", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""object M() => new System.Net.NetworkCredential("shop", {|CSEC4012:"password"|});""")]
    [TestCase("""System.Net.NetworkCredential c = new("shop", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""object M() => new System.Net.NetworkCredential { UserName = "shop", Password = {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""const string Word = "hunter2"; object M() => new System.Net.NetworkCredential("shop", {|CSEC4012:Word|});""")]
    [TestCase("""object M() { string word = "hunter2"; return new System.Net.NetworkCredential("shop", {|CSEC4012:word|}); }""")]
    [TestCase("""private string word = "hunter2"; object M() => new System.Net.NetworkCredential("shop", {|CSEC4012:word|});""")]
    [TestCase("""object M(byte[] salt) => new System.Security.Cryptography.PasswordDeriveBytes({|CSEC4012:"hunter2"|}, salt);""")]
    [TestCase("""object M(byte[] salt) => new System.Security.Cryptography.Rfc2898DeriveBytes({|CSEC4012:"hunter2"|}, salt, 100000, System.Security.Cryptography.HashAlgorithmName.SHA256);""")]
    [TestCase("""object M() => new System.Security.Cryptography.X509Certificates.X509Certificate2("shop.pfx", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""object M() => new System.Security.Cryptography.HMACSHA256(System.Text.Encoding.UTF8.GetBytes({|CSEC4012:"a key for all"|}));""")]
    [TestCase("""object M() => new System.Net.Http.Headers.AuthenticationHeaderValue("Basic", {|CSEC4012:"YXBwOnRyMHViNGRvciYz"|});""")]
    [TestCase("""object M() => new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", {|CSEC4012:"k8Xw2QmZr7"|});""")]
    [TestCase("""void M(System.Net.Http.HttpClient client) => client.DefaultRequestHeaders.Add("Authorization", {|CSEC4012:"Bearer k8Xw2QmZr7"|});""")]
    [TestCase("""void M() => Environment.SetEnvironmentVariable("DB_PASSWORD", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""void M(System.Diagnostics.ProcessStartInfo info) { info.Environment["DB_PASSWORD"] = {|CSEC4012:"hunter2"|}; }""")]
    [TestCase("""void M(System.Security.SecureString text) { text.AppendChar({|CSEC4012:'p'|}); foreach (char c in "hunter2") text.AppendChar({|CSEC4012:c|}); }""")]
    [TestCase("""object M() => System.Diagnostics.Process.Start("docker", "login -u shop -p {|CSEC4012:k8Xw2QmZr7Tb|} registry.example");""")]
    [TestCase("""object M() => new System.Diagnostics.ProcessStartInfo { FileName = "docker", Arguments = "login -u shop -p {|CSEC4012:k8Xw2QmZr7Tb|} registry.example" };""")]
    [TestCase("""string[] M() => ["docker", "login", "-u", "shop", "-p", {|CSEC4012:"k8Xw2QmZr7Tb"|}];""")]
    [TestCase("""string[] M() => new[] { "tool", "--password", {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""void M(System.Diagnostics.ProcessStartInfo info) { info.ArgumentList.Add("--password"); info.ArgumentList.Add({|CSEC4012:"hunter2"|}); }""")]
    [TestCase("""void Login(string user, string password) { } void M() => Login("shop", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""class Base(string user, string password) { } class Derived() : Base("shop", {|CSEC4012:"hunter2"|});""")]
    public Task Credential_is_told(string members) => NamedSecretTests.Judge(members);

    [TestCase("""object M(string password) => new System.Net.NetworkCredential("hunter2", password);""")]
    [TestCase("""object M() => new System.Net.NetworkCredential("shop", "");""")]
    [TestCase("""object M() => new System.Net.NetworkCredential("shop", "<password>", "domain1");""")]
    [TestCase("""object M(string[] args) => new System.Net.NetworkCredential(args[0], Environment.GetEnvironmentVariable("DB_PASSWORD"));""")]
    [TestCase("""object M(string word) { string text = "a1"; text = word; return new System.Net.NetworkCredential("shop", text); }""")]
    [TestCase("""object M(byte[] salt, string password) => new System.Security.Cryptography.PasswordDeriveBytes(password, salt, "SHA256", 100);""")]
    [TestCase("""object M() => new System.Security.Cryptography.X509Certificates.X509Certificate2("shop1.pfx");""")]
    [TestCase("""object M(string token) => new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);""")]
    [TestCase("""void M(System.Net.Http.HttpClient client, string token) => client.DefaultRequestHeaders.Add("Authorization", "Bearer " + token);""")]
    [TestCase("""void M(System.Net.Http.HttpClient client, string token) => client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");""")]
    [TestCase("""object M() => new System.Net.Http.Headers.AuthenticationHeaderValue("Basic", "$CREDENTIALS");""")]
    [TestCase("""void M(System.Text.StringBuilder text) => text.Append("password").Append("hunter2");""")]
    [TestCase("""void M() => Environment.SetEnvironmentVariable("DB_PASSWORD_FILE", "/run/secrets/db1");""")]
    [TestCase("""void M(string pw) => Environment.SetEnvironmentVariable("DB_PASSWORD", pw);""")]
    [TestCase("""object M(string pw) => System.Diagnostics.Process.Start("docker", $"login -u shop -p {pw} registry.example");""")]
    [TestCase("""object M() => System.Diagnostics.Process.Start("docker", "run -p 8080:80 web1");""")]
    [TestCase("""string[] M() => ["docker", "login", "-u", "shop", "--password-stdin"];""")]
    [TestCase("""string[] M(string pw) => ["tool", "--password", pw, "--password-file", "/run/secrets/db1"];""")]
    [TestCase("""void Log(string message, string value) { } void M() => Log("Password", "a1b2c3d4!");""")]
    [TestCase("""bool M(string text) => text.Contains("password") && text.Replace("password", "a1b2c3!").Length > 0;""")]
    public Task Look_alike_is_silent(string members) => NamedSecretTests.Judge(members);
}
