// csec:allow-secrets-of-file: values that stand for secrets
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Code, prose and lists read like settings; a real value in the same surroundings is found.</summary>
public class SurroundingsTests
{
    private const string Password = "tr0ub" + "4dor+3";

    private const string Token = "k8Xw2" + "QmZr7TbVn4LsYp1";

    [TestCase("log(\"Password:\" + user.password + \", of \" + user.name);")]
    [TestCase("print('Password:'), read(secret1)")]
    [TestCase("if(a){c.password+=x:c.username+=x}")]
    [TestCase("save({password2: newPw2, user: user2})")]
    [TestCase("const s = {authToken: options.authToken1.value, id}")]
    [TestCase("password = pass==null?givenPass:pass;")]
    [TestCase("require_password = !settings->anonymous_bind;")]
    [TestCase("self.token = this.store.token1")]
    [TestCase("env['PWD'] = self.cwd")]
    [TestCase("[ \"$PWD\" = \"/srv/a1b2c3\" ]")]
    [TestCase("fwrite($s, '<login password=\"'.$pass1.'\" />');")]
    [TestCase("-d '{\"password\": \"'$NEW_PASS1'\"}'")]
    [TestCase("run(`a \"$PWD\" = \"`+expected1+`\"`)")]
    [TestCase("password = f\"{registry_id}-auth-t0ken\"")]
    [TestCase("token = r\"[!#$%&0-9A-Za-z]{1,}\"")]
    [TestCase("'password' => 'required|string',")]
    [TestCase("{'password1': 'newpassword', 'password2': 'newpassword'}")]
    [TestCase("['smtp_user', 'smtp_pass', 'smtp_log', 'language']")]
    [TestCase("[\"viWaitOn\", \"viBusPass\", \"viBusSend1\", \"viIn8\"]")]
    [TestCase("{ name: 'User name & Password', value: 'odooApi2' },")]
    [TestCase("cache[key]\n    value = next(generator1)")]
    [TestCase("UPDATE t SET password=MD5(x1) WHERE username=u AND password=ENCRYPT(old1,salt1);")]
    [TestCase("user='app' password=SecretStr('s1')")]
    [TestCase("libpassword_la-crypt9.lo: crypt9z.c")]
    [TestCase("username= password= scmVersion= $(list)")]
    [TestCase("dialog --password --inputbox2")]
    [TestCase("\"Shop::Iam::AccessKey\": \"48205d4ffd7feba3\"")]
    [TestCase("arn:aws:secretsmanager:*:*:secret:s2svpn!x9")]
    [TestCase("<key>IFPkgFlagRootXqz</key>\n<true/>")]
    [TestCase("key: 'squid[cacheIcpKbRecv,{#NAME1}]'")]
    [TestCase("\"key\": \"n3-8d-0-5qty--4-p---u16-wv/2_31.-\"")]
    [TestCase("KEY_EBDAUTOXQZBOARD = 'EBDAutoXqzBoard'")]
    [TestCase("const apiKey: apigwv2.ApiKey;")]
    [TestCase("export PASS=X$long_password")]
    [TestCase("PASS=$srcdir/certs/verifier-db1")]
    [TestCase("password: \"%{crypt:AZ:&Tmp-5}\"")]
    [TestCase("password: !encrypted/pkcs1-oaep")]
    [TestCase("exports.ShopifyOAuth2Api = ShopifyOAuth2Api;")]
    [TestCase("SDL_PASSWORD=$$DB_PASSWORD")]
    [TestCase("update_password: always")]
    [TestCase("reset_password_within = 6.hours")]
    [TestCase("if test \"$linkmode,$pass\" = \"lib,link\"; then")]
    [TestCase("GetOptions('hash', 'passwd=s', 'file=s', 'name=s')")]
    [TestCase("userPassword: {md5}X03MO1qnZdYdgyfeuILPmQ==")]
    [TestCase("ffmpeg -passthrough pass:repeatlast")]
    public void Code_that_reads_like_a_setting_is_none(string text) => Assert.That(SecretDetector.Default.Scan(text), Is.Empty);

    [TestCase("log(\"Password:\" + \"x\"); password = \"{0}\";")]
    [TestCase("print('Password'); pwd = '{0}'")]
    [TestCase("don't tell: password: '{0}'")]
    [TestCase("save({password: \"{0}\"})")]
    [TestCase("run('mysql --password=\"{0}\" db')")]
    [TestCase("['--user', 'app', '--password', '{0}', 'db']")]
    [TestCase("Map.of(\"user\", \"app\", \"password\", \"{0}\", \"db\", \"shop\")")]
    [TestCase("- name: DB_PASSWORD\n  value: {0}")]
    [TestCase("name = \"DB_PASSWORD\"\nvalue = \"{0}\"")]
    [TestCase("host=db user=app password={0}")]
    [TestCase("Shop::PASSWORD = \"{0}\"")]
    [TestCase("<password>{0}</password>\n<true/>")]
    [TestCase("SET password='{0}'")]
    [TestCase("{user: app, password: {0}}")]
    public void Password_in_the_same_surroundings_is_found(string text)
    {
        string filled = text.Replace("{0}", Password, StringComparison.Ordinal);

        Assert.That(SecretDetector.Default.Scan(filled).Select(f => filled.Substring(f.Start, f.Length)), Does.Contain(Password));
    }

    [TestCase("\"api.key\": \"{0}\"")]
    [TestCase("api_key: {0}")]
    [TestCase("setToken('api_token', '{0}')")]
    [TestCase("AccessKey: \"{0}\",")]
    public void Token_in_the_same_surroundings_is_found(string text) =>
        Assert.That(SecretDetector.Default.Scan(text.Replace("{0}", Token, StringComparison.Ordinal)), Has.Count.EqualTo(1));

    [Test]
    public void Source_map_within_a_script_is_not_read_and_the_same_text_elsewhere_is()
    {
        string encoded = Convert.ToBase64String([.. $"{{\"sources\":[\"a.js\"],\"password\":\"{Password}\"}}".Select(c => (byte)c)]);

        Assert.That(SecretDetector.Default.Scan("//# sourceMappingURL=data:application/json;charset=utf-8;base64," + encoded), Is.Empty);
        Assert.That(SecretDetector.Default.Scan("config: " + encoded), Is.Not.Empty);
    }

    [TestCase("app.ts")]
    [TestCase("src/app.go")]
    [TestCase("a/b.py")]
    public void Name_without_quotes_in_a_program_is_a_variable_and_in_settings_a_password(string path)
    {
        const string Text = "{user: u, password: tr0ub4dor3}";

        Assert.That(SecretDetector.Default.Scan(Text, path), Is.Empty);
        Assert.That(SecretDetector.Default.Scan(Text, "app.yaml"), Has.Count.EqualTo(1));
        Assert.That(SecretDetector.Default.Scan("// password: tr0ub4dor3, as on the old host", path), Has.Count.EqualTo(1), "in a remark");
        Assert.That(SecretDetector.Default.Scan("run(\"tool --password=tr0ub4dor3\")", path), Has.Count.EqualTo(1), "within a text");
    }

    [TestCase("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" + "xuICYRP4dnK97fm6OucvaQ4sERCEUNnk")]
    [TestCase("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")]
    [TestCase("eyJ0eXAiOiAiSldUIn0.")]
    [TestCase("aGVsbG8sIHdvcmxkIG9mIHdvcmRz")]
    [TestCase("app:$2y$05$sBsSqk0OpSD1uTZkHXc4FeJ0Z70wLQdAX/82UiHuQOKbNbBrzs63m")]
    [TestCase("sha1$a1b2c3$d4e5f60718293a4b")]
    [TestCase("HMACSHA2+256:AAAAAQ:E+VXOSsE8RwyYGdygQoW9Q==:UivlvrwHML4V")]
    [TestCase("0x9e3779b97f4a7c15")]
    [TestCase("Shop\\Security\\User7")]
    public void Public_key_hash_header_and_number_are_none(string value)
    {
        Assert.That(SecretDetector.Default.Scan($"token: \"{value}\""), Is.Empty);
        Assert.That(SecretDetector.Default.Scan($"db_password = '{value}'"), Is.Empty);
    }
}
