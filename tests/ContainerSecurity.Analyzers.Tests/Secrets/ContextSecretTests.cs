// csec:allow-secrets-of-file: made-up samples
namespace ContainerSecurity.Analyzers.Tests.Secrets;

/// <summary>Literals that code compares a credential with, or hands to a method that is called after one.</summary>
public class ContextSecretTests
{
    [TestCase("""bool M(string password) => password != {|CSEC4012:"hunter2"|};""")]
    [TestCase("""bool M(string password) => {|CSEC4012:"hunter2"|} == password;""")]
    [TestCase("""bool M(string password) => {|CSEC4012:"hunter2"|}.Equals(password);""")]
    [TestCase("""bool M(string password) => password is not {|CSEC4012:"hunter2"|};""")]
    [TestCase("""bool M(string password) => password is {|CSEC4012:"hunter2"|} or {|CSEC4012:"hunter3"|};""")]
    [TestCase("""bool M(string password) => password is not ({|CSEC4012:"hunter2"|} or null);""")]
    [TestCase("""record Login(string User, string Password); bool M(Login login) => login is { User: "shop1", Password: {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""record Login(string User, string Password); record Request(Login Login); bool M(Request r) => r is { Login.Password: {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""int M(string password) { switch (password) { case {|CSEC4012:"hunter2"|}: return 1; default: return 0; } }""")]
    [TestCase("""int M(string password) => password switch { {|CSEC4012:"hunter2"|} => 1, _ => 0 };""")]
    [TestCase("""bool M(string password) => string.Compare(password, {|CSEC4012:"hunter2"|}) == 0;""")]
    [TestCase("""bool M(string password) => password.CompareTo({|CSEC4012:"hunter2"|}) == 0;""")]
    [TestCase("""bool M(string password) => StringComparer.Ordinal.Equals({|CSEC4012:"hunter2"|}, password);""")]
    [TestCase("""bool M(string password) => password?.Equals({|CSEC4012:"hunter2"|}) == true;""")]
    public Task Literal_that_a_credential_is_compared_with_is_told(string members) => NamedSecretTests.Judge(members);

    [TestCase("""class Client { public Client SetPassword(string value) => this; } void M(Client c) => c.SetPassword({|CSEC4012:"hunter2"|});""")]
    [TestCase("""class Client { public Client WithPassword(string value) => this; } void M(Client c) => c.WithPassword({|CSEC4012:"hunter2"|});""")]
    [TestCase("""class Client { public Client Password(string text) => this; } void M(Client c) => c.Password({|CSEC4012:"hunter2"|});""")]
    [TestCase("""class Client { public Client UseApiKey(string text) => this; } void M(Client c) => c.UseApiKey({|CSEC4012:"k8Xw2QmZr7TbVn4LsYp1"|});""")]
    public Task Literal_that_a_method_called_after_a_credential_takes_is_told(string members) => NamedSecretTests.Judge(members);

    [TestCase("""void M(System.Security.Cryptography.Aes aes) => aes.Key = {|CSEC4012:new byte[] { 31, 7, 0x9c, 4, 250, 17, 88, 43, 201, 19, 66, 5, 144, 77, 9, 230 }|};""")]
    [TestCase("""object M() => new System.Security.Cryptography.HMACSHA256({|CSEC4012:new byte[] { 31, 7, 0x9c, 4, 250, 17, 88, 43, 201, 19, 66, 5, 144, 77, 9, 230 }|});""")]
    [TestCase("""static readonly byte[] EncryptionKey = {|CSEC4012:{ 31, 7, 0x9c, 4, 250, 17, 88, 43, 201, 19, 66, 5, 144, 77, 9, 230 }|};""")]
    public Task Key_in_an_array_of_bytes_is_told(string members) => NamedSecretTests.Judge(members);

    [TestCase("""const string Word = "hunter2"; bool M(string password) => password == {|CSEC4012:Word|};""")]
    [TestCase("""const string Word = "hunter2"; bool M(string password) => password.Equals({|CSEC4012:Word|});""")]
    [TestCase("""const string Word = "k8Xw2QmZr7TbVn4LsYp1"; bool M(string apiKey) => apiKey != {|CSEC4012:Word|};""")]
    [TestCase("""string M(string host) => string.Format("Server={0};User Id=app;Password={|CSEC4004:Vq7!tP2xLm9|}", host);""")]
    [TestCase("""const string Word = "Vq7!tP2xLm9"; string M(string host) => string.Format("Server={0};User Id=app;Password={1}", host, {|CSEC4004:Word|});""")]
    [TestCase("""const string Word = "Vq7!tP2xLm9"; string M(string host) => string.Concat("Server=", host, ";User Id=app;Password=", {|CSEC4004:Word|});""")]
    [TestCase("""const string Word = "Vq7tP2xLm9"; string M(string host) => $"postgres://app:{{|CSEC4004:Word|}}@{host}/shop";""")]
    [TestCase("""string url = "postgres://app:{|CSEC4004:p(ss9Kx2!w|}@db.example/shop";""")]
    [TestCase("""string url = "postgres://app:{|CSEC4004:p'ss9Kx2!w|}@db.example/shop";""")]
    [TestCase("""string LiveKey = {|CSEC4012:"mycompany_live_8fK2mQ9xLr4TzWv7NbYc3HdJ"|};""")]
    [TestCase("""string apiToken = {|CSEC4012:"shop-prod-4fG7hJ2kL9mN3pQ6rS8tV1wX"|};""")]
    [TestCase("""const string Begin = "hun"; string password = {|CSEC4012:$"{Begin}ter2"|};""")]
    [TestCase("""const string One = "hunter2"; const string Two = One; object M() => new System.Net.NetworkCredential("shop", {|CSEC4012:Two|});""")]
    public Task Literal_behind_constants_is_told(string members) => NamedSecretTests.Judge(members);

    [TestCase("""bool M(string password) => password is "password" or "" or null;""")]
    [TestCase("""bool M(string key) => key is not "Password1";""")]
    [TestCase("""string M(string host, string password) => string.Format("Server={0};User Id=app;Password={1}", host, password);""")]
    [TestCase("""string M(string host, string password) => string.Concat("Server=", host, ";User Id=app;Password=", password);""")]
    [TestCase("""string url = "https://example.com/reset?passwordResetToken=abc";""")]
    [TestCase("""string url = "postgres://app:$PASSWORD@db.example/shop";""")]
    [TestCase("""string cacheKey = "9Kq2xVbN7mLpWzR4tYuJ8sDf"; string rowKey = "4f8a1c2e9b7d4e3fa6c5d8e7f9b0a1c2";""")]
    [TestCase("""string PublishableKey = "mycompany_pk_8fK2mQ9xLr4TzWv7NbYc3HdJ";""")]
    [TestCase("""int M(string kind) { switch (kind) { case "password1": return 1; default: return 0; } }""")]
    [TestCase("""int M(string passwordField) => passwordField switch { "hunter2" => 1, _ => 0 };""")]
    [TestCase("""class Client { public string GetPassword(string host) => host; } void M(Client c) => c.GetPassword("smtp-host1");""")]
    [TestCase("""class Client { public bool ValidatePassword(string rule) => true; } void M(Client c) => c.ValidatePassword("rule-2");""")]
    [TestCase("""class Client { public Client SetPassword(string value) => this; } void M(Client c, string password) => c.SetPassword(password);""")]
    [TestCase("""class Client { public Client SetPassword(string value) => this; } void M(Client c) => c.SetPassword("${DB_PASSWORD}");""")]
    [TestCase("""void M(System.Security.Cryptography.Aes aes) => aes.Key = new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };""")]
    [TestCase("""void M(System.Security.Cryptography.Aes aes) => aes.Key = new byte[32];""")]
    [TestCase("""static readonly byte[] PublicKey = { 31, 7, 0x9c, 4, 250, 17, 88, 43, 201, 19, 66, 5, 144, 77, 9, 230 };""")]
    [TestCase("""static readonly byte[] Table = { 31, 7, 0x9c, 4, 250, 17, 88, 43, 201, 19, 66, 5, 144, 77, 9, 230 };""")]
    public Task Look_alike_is_silent(string members) => NamedSecretTests.Judge(members);
}
