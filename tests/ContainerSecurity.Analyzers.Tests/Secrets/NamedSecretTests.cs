// csec:allow-secrets-of-file: made-up samples
namespace ContainerSecurity.Analyzers.Tests.Secrets;

/// <summary>Texts that a name calls a credential.</summary>
public class NamedSecretTests
{
    internal static Task Judge(string members) => new Code($$"""
        class Shop
        {
        {{members}}
        }
        """).RunAsync();

    [TestCase("""string password = {|CSEC4012:"hunter2"|};""")]
    [TestCase("""const string DbPassword = {|CSEC4012:"azerty123"|};""")]
    [TestCase("""static readonly string Passphrase = {|CSEC4012:@"foo"|};""")]
    [TestCase("""string Pwd { get; set; } = {|CSEC4012:"123456"|};""")]
    [TestCase("""string AdminPassword => {|CSEC4012:"hunter2"|};""")]
    [TestCase("""string AdminPassword { get { return {|CSEC4012:"hunter2"|}; } }""")]
    [TestCase("""static string GetPassword() => {|CSEC4012:"hunter2"|};""")]
    [TestCase("""void M(string password = {|CSEC4012:"hunter2"|}) { }""")]
    [TestCase("""void M(string password) => M(password: {|CSEC4012:"hunter2"|});""")]
    [TestCase("""void M(bool isLocal, string other) { var password = isLocal ? {|CSEC4012:"hunter2"|} : other; }""")]
    [TestCase("""void M(string other) { string password; password = {|CSEC4012:"hun" + "ter2"|}; }""")]
    [TestCase("""string M() => Environment.GetEnvironmentVariable("DB_PASSWORD") ?? {|CSEC4012:"hunter2"|};""")]
    [TestCase("""byte[] passwordBytes() => null; byte[] Password = System.Text.Encoding.UTF8.GetBytes({|CSEC4012:"hunter2"|});""")]
    [TestCase("""byte[] Password = {|CSEC4012:"hunter2"u8|}.ToArray();""")]
    [TestCase("""char[] Password = {|CSEC4012:"hunter2"|}.ToCharArray();""")]
    [TestCase(""""string Password = {|CSEC4012:"""hunter2"""|};"""")]
    [TestCase("""object M() => new { user = "shop", password = {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""object M() => (User: "shop", Password: {|CSEC4012:"hunter2"|});""")]
    [TestCase("""void M() { var (user, password) = ("shop", {|CSEC4012:"hunter2"|}); }""")]
    [TestCase("""(string User, string Password) Login = ("shop", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""object M() => new Dictionary<string, string> { ["Db:Password"] = {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""object M() => new Dictionary<string, string> { { "Smtp__Password", {|CSEC4012:"hunter3"|} } };""")]
    [TestCase("""void M(Dictionary<string, string> settings) { settings["password"] = {|CSEC4012:"hunter2"|}; settings.Add("pwd", {|CSEC4012:"hunter2"|}); }""")]
    [TestCase("""const string PasswordKey = "db:pw"; void M(Dictionary<string, string> settings) => settings[PasswordKey] = {|CSEC4012:"hunter2"|};""")]
    [TestCase("""object M() => new KeyValuePair<string, string>("password", {|CSEC4012:"hunter2"|});""")]
    [TestCase("""bool M(string password) => password == {|CSEC4012:"hunter2"|};""")]
    [TestCase("""bool M(string password) => string.Equals(password, {|CSEC4012:"hunter2"|}, StringComparison.Ordinal);""")]
    [TestCase("""bool M(string password) => password.Equals({|CSEC4012:"hunter2"|});""")]
    [TestCase("""bool M(string password) => password is {|CSEC4012:"hunter2"|};""")]
    [TestCase("""[System.AttributeUsage(System.AttributeTargets.All)] class LoginAttribute : Attribute { public string Password { get; set; } } [Login(Password = {|CSEC4012:"hunter2"|})] void M() { }""")]
    [TestCase("""record Account(string User, string Password); Account M(Account a) => a with { Password = {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""const string Fallback = "hunter2"; string Password; void M() => Password = {|CSEC4012:Fallback|};""")]
    [TestCase("""string password = {|CSEC4012:"Passw0rd!"|};""")]
    [TestCase("""string password = {|CSEC4012:"Password123!"|};""")]
    [TestCase("""string password = {|CSEC4012:"secret123"|};""")]
    [TestCase("""string user_password = {|CSEC4012:"admin"|};""")]
    [TestCase("""const string ApiKey = {|CSEC4012:"k8Xw2QmZr7TbVn4LsYp1"|};""")]
    [TestCase("""string clientSecret = {|CSEC4012:"47828a8dd77ee1eb9dde2d5e93cb221ce8c32b37"|};""")]
    [TestCase("""void M(IDictionary<string, string> headers) => headers.Add("X-Api-Key", {|CSEC4012:"k8Xw2QmZr7TbVn4LsYp1"|});""")]
    public Task Credential_is_told(string members) => Judge(members);

    [TestCase("""string password = "";""")]
    [TestCase("""string password = "   ", other = null;""")]
    [TestCase("""const string PasswordKey = "password";""")]
    [TestCase("""const string Password = "Password";""")]
    [TestCase("""const string Password = "ConnectionStrings:Db";""")]
    [TestCase("""const string Password = "connection.password";""")]
    [TestCase("""const string PasswordLabel = "Your secret word", PasswordQuestion = "What is your favorite color";""")]
    [TestCase("""const string PasswordPlaceholder = "hunter2", PasswordPolicy = "strict", PasswordFormat = "Clear", PasswordResetUrl = "/users/resetUserPassword";""")]
    [TestCase("""const string Password = "Contraseña";""")]
    [TestCase("""const string Password = "Please enter it again";""")]
    [TestCase("""const string ForgotPassword = "forgot", ResetPassword = "reset-1";""")]
    [TestCase("""string password = "${DB_PASSWORD}", other = "<password>", third = "changeme";""")]
    [TestCase("""string password = "********", pwd = "{0}", passwd = "@p1", passphrase = ":phrase";""")]
    [TestCase("""string password = "DB_PASSWORD", pwd = "/run/secrets/db", passwd = "vault:secret/db#pw";""")]
    [TestCase("""string password = "test", pwd = "your-password-here";""")]
    [TestCase("""string Pass = "Opaque", bypass = "none2", compass = "north1", boardingPass = "A12";""")]
    [TestCase("""string password = Environment.GetEnvironmentVariable("DB_PASSWORD");""")]
    [TestCase("""bool M(string password) => password == "" || password == "null" || password != "********";""")]
    [TestCase("""bool M(string key) => key == "password" || key is "pwd";""")]
    [TestCase("""object M() => new Dictionary<string, string> { ["Password"] = "Passwort", ["PasswordRequired"] = "The password is required" };""")]
    [TestCase("""string M(string kind) => kind switch { "password" => "grant", _ => "other" };""")]
    [TestCase("""void M(Dictionary<string, string> labels) { labels["PasswordLabel"] = "abc1"; labels.Add("password-hint", "dog2"); }""")]
    [TestCase("""const string TokenType = "Bearer", AccessTokenName = "k8Xw2QmZr7TbVn4LsYp1", CsrfToken = "k8Xw2QmZr7TbVn4LsYp1";""")]
    [TestCase("""const string Token = "AND", ApiKey = "X-Api-Key", Secret = "my-app-secret-name", publicKeyToken = "b77a5c561934e089";""")]
    [TestCase("""string apiKey = "00000000-0000-0000-0000-000000000000", clientId = "k8Xw2QmZr7TbVn4LsYp1";""")]
    [TestCase("""
        // csec:allow-secret: of the local database
        string password = "hunter2";
        """)]
    [TestCase("""string password = "hunter2"; // csec:allow-secret""")]
    [TestCase("""
        #pragma warning disable CSEC4012
        string password = "hunter2";
        #pragma warning restore CSEC4012
        """)]
    public Task Look_alike_is_silent(string members) => Judge(members);
}
