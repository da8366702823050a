using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class ConnectionStringPasswordTests
{
    private static int Count(string value) =>
        Manifest.Pod($"env: [{{name: DATABASE, value: '{SyntheticSecrets.In(value)}'}}]").Judge<ConnectionStringPassword>().Count;

    [TestCase("postgres://shop:{a password}@db:5432/shop")]
    [TestCase("Server=tcp:db;Database=shop;User Id=shop;Password={a password};Encrypt=true")]
    [TestCase("redis://:{a password}@cache:6379/0")]
    public void Password_in_a_connection_string_is_found(string value) => Assert.That(Count(value), Is.EqualTo(1));

    [TestCase("postgres://shop:$(DB_PASSWORD)@db:5432/shop")]
    [TestCase("Server=tcp:db;Database=shop;Integrated Security=true")]
    [TestCase("Server=tcp:db;User Id=shop;Password={{ .Values.password }}")]
    [TestCase("https://db.example.com:5432/shop")]
    public void Connection_string_without_a_password_is_fine(string value) => Assert.That(Count(value), Is.Zero);
}
