// csec:allow-secrets-of-file: values that stand for secrets
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>What a program shows in the languages of people is no password, and a password beside it is found.</summary>
public class TranslationTests
{
    private static readonly string[] Syntaxes =
    [
        "\"password\": \"{0}\",", "$labels['newpasswd'] = '{0}';", "form.password={0}", "password: {0}", "<string name=\"password\">{0}</string>",
        "auth_token = \"{0}\"",
    ];

    private static readonly string[] Texts =
    [
        "Пароль", "Парола:", "パスワードの変更", "请输入新密码。", "請輸入目前的密碼", "รหัสผ่านใหม่", "कूटशब्द", "비밀번호를", "گذرواژه", "סיסמה",
        "Contraseña", "Hasło:", "Heslo", "Jelszó", "Kennwort", "Wachtwoord:", "Şifre", "Mật-khẩu", "長度為0是無效的密碼",
        "查看$1來獲得更多設定。", "<strong>$1</strong>的新密码是<strong>$2</strong>。",
        "\\u30d1\\u30b9\\u30ef\\u30fc\\u30c9", "&#x30d1;&#x30b9;&#x30ef;&#x30fc;", "\\xe4\\x95\\x91\\xe2\\x94",
    ];

    private static readonly string[] Passwords = ["Пароль2024", "Zürich#Käse", "fäkepass2", "密码Abc12345", "tr0ub" + "4dor3"];

    [Test]
    public void Translation_is_none([ValueSource(nameof(Texts))] string text) =>
        Assert.That(Syntaxes.Select(s => s.Replace("{0}", text, StringComparison.Ordinal)).Where(t => SecretDetector.Default.Scan(t).Count > 0), Is.Empty);

    [Test]
    public void Password_with_letters_of_any_language_is_found([ValueSource(nameof(Passwords))] string password) =>
        Assert.That(SecretDetector.Default.Scan($"\"password\": \"{password}\","), Has.Count.EqualTo(1));

    [TestCase("locale/de/app.po")]
    [TestCase("app/i18n/fi.json")]
    [TestCase("Resources/Texts.sv.resx")]
    [TestCase("src/translations/app.js")]
    [TestCase("messages_nb.properties")]
    [TestCase("res/values/strings.xml")]
    [TestCase("lang/hu_HU.php")]
    [TestCase("de.lproj/Localizable.strings")]
    public void Words_in_a_file_of_translations_are_none_and_passwords_are_found(string path)
    {
        Assert.That(SecretDetector.Default.Scan("password = \"Xkqzvwrtptcd?\"", path), Is.Empty);
        Assert.That(SecretDetector.Default.Scan("password = \"tr0ub4dor3\"", path), Has.Count.EqualTo(1));
        Assert.That(SecretDetector.Default.Scan("api_key = \"k8Xw2QmZr7TbVn4LsYp1\"", path), Has.Count.EqualTo(1));
    }

    [TestCase("config/app.properties")]
    [TestCase("db.properties")]
    [TestCase("settings.xml")]
    [TestCase("values.yaml")]
    public void Other_files_are_none_of_translations(string path) =>
        Assert.That(SecretDetector.Default.Scan("password = \"Xkqzvwrtptcd\"", path), Has.Count.EqualTo(1));
}
