// csec:allow-secrets-of-file: made-up ones
using System.Text;
using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

/// <summary>The law: a secret that is found in a text is reported when the text is judged as what it is, once, at its own place.</summary>
public class SecretCoverageTests
{
    private static readonly PolicyEngine Engine = new();

    private static readonly string[] Values =
    [
        "k8Xw2" + "QmZr7Tb", "tr0ub4" + "dor&3", SyntheticSecrets.In("{a GitHub token}"), "k8Xw2QmZr7" + "TbVn4LsYp1",
        "3f2b8c1e9d7a4056" + "b1c2d3e4f5a69788",
    ];

    /// <summary>What programs are given, with a hole for the secret.</summary>
    private static readonly string[] Commands =
    [
        "mysql -uroot -p{0} shop",
        "mysqldump -h db -u app -p'{0}' shop > /tmp/x",
        "sshpass -p {0} ssh app@host",
        "sshpass -p '{0}' scp a app@host:/b",
        "echo '//registry.acme.test/:_authToken={0}' > ~/.npmrc",
        "echo \"app:{0}\" | chpasswd",
        "echo 'root:{0}' | sudo chpasswd",
        "curl -H 'X-Api-Key: {0}' https://api.acme.test",
        "curl -fsSL -H \"Authorization: Bearer {0}\" https://api.acme.test -o x",
        "curl -u app:{0} https://api.acme.test",
        "redis-cli -h cache -a {0} ping",
        "redis-server --requirepass {0}",
        "docker login -u app -p {0} registry.acme.test",
        "git clone https://app:{0}@git.acme.test/shop.git",
        "keytool -genkey -storepass {0} -alias a",
        "psql postgres://app:{0}@db:5432/shop -c 'select 1'",
        "mytool --password {0} --verbose",
        "mytool --password={0} --api-key={0}x",
        "export DB_PASSWORD={0} && make",
        "DB_PASSWORD={0} make install",
        "API_TOKEN={0} ./deploy && sshpass -p {0} ssh a@b",
        "java -Djavax.net.ssl.keyStorePassword={0} -jar app.jar",
        "printf 'machine git.acme.test login me password {0}\\n' > ~/.netrc",
        "sqlcmd -S db -U sa -P '{0}' -Q 'select 1'",
        "wget --header='Authorization: token {0}' https://api.acme.test",
    ];

    /// <summary>Lines of settings.</summary>
    private static readonly string[] Settings =
    [
        "DB_PASSWORD={0}",
        "//registry.acme.test/:_authToken={0}",
        "export API_TOKEN=\"{0}\"",
        "spring.datasource.password: {0}",
        "<password>{0}</password>",
        "<add key=\"Password\" value=\"{0}\" />",
        "{\"user\":\"app\",\"password\":\"{0}\",\"port\":5432}",
        "proxy_set_header Authorization \"Bearer {0}\";",
        "proxy_set_header X-Api-Key \"{0}\";",
        "Server=db;Database=shop;User Id=app;Password={0};Encrypt=true",
        "requirepass {0}",
        "machine git.acme.test login me password {0}",
        "CREATE USER app IDENTIFIED BY '{0}';",
        "url: postgres://app:{0}@db:5432/shop",
        "curl -u app:{0} https://api.acme.test",
        "mysql -uroot -p{0} shop",
    ];

    private static IEnumerable<TestCaseData> Dockerfiles =>
    [
        Case("RUN, shell form", Commands, c => $"RUN {c}"),
        Case("RUN with lines that go on", Commands, c => $"RUN set -e; \\\n    # why\n    apk add curl \\\n && {c} \\\n && rm -rf /tmp/x"),
        Case("RUN, broken within", Commands, c => $"RUN {c.Replace(" -", " \\\n      -", StringComparison.Ordinal)}"),
        Case("RUN, exec form", Commands, c => $"RUN {JsonSerializer.Serialize(new[] { "sh", "-c", c }, Plain)}"),
        Case("RUN, words", Commands, c => $"RUN {JsonSerializer.Serialize(c.Split(' '), Plain)}"),
        Case("RUN, script in quotes", Commands, c => $"RUN bash -c \"{c.Replace("\"", "\\\"", StringComparison.Ordinal)}\""),
        Case("RUN, here-document", Commands, c => $"RUN <<EOF\nset -e\n{c}\nEOF"),
        Case("RUN, here-document of a program", Commands, c => $"RUN bash <<-'EOF'\n\tset -e\n\t{c}\nEOF"),
        Case("CMD", Commands, c => $"CMD {c}"),
        Case("CMD, exec form", Commands, c => $"CMD {JsonSerializer.Serialize(c.Split(' '), Plain)}"),
        Case("ENTRYPOINT, exec form", Commands, c => $"ENTRYPOINT {JsonSerializer.Serialize(new[] { "sh", "-c", c }, Plain)}"),
        Case("HEALTHCHECK", Commands, c => $"HEALTHCHECK --interval=30s CMD {c}"),
        Case("ONBUILD", Commands, c => $"ONBUILD RUN {c}"),
        Case("ENV with a command", Commands, c => $"ENV START=\"{c.Replace("\"", "\\\"", StringComparison.Ordinal)}\" A=b"),
        Case("LABEL with a command", Commands, c => $"LABEL run=\"{c.Replace("\"", "\\\"", StringComparison.Ordinal)}\""),
        Case("ARG with a command", Commands, c => $"ARG START='{c.Replace("'", "", StringComparison.Ordinal)}'"),
        Case("COPY, here-document", Settings, s => $"COPY <<EOF /app/.env\nA=b\n{s}\nEOF"),
        Case("COPY, two here-documents", Settings, s => $"COPY <<A <<\"B\" /app/\n{s}\nA\nx=y\n{s}\nB"),
        Case("ENV by name", [.. Names.Select(n => n + "={0}")], s => $"ENV A=b {s} \\\n    C=d"),
        Case("ENV, old form", [.. Names.Select(n => n + " {0}")], s => $"ENV {s}"),
        Case("ARG by name", [.. Names.Select(n => n + "={0}")], s => $"ARG {s}"),
        Case("LABEL by name", [.. Names.Select(n => n + "=\"{0}\"")], s => $"LABEL {s}"),
        Case("ENV, options of a program", ["-Djavax.net.ssl.keyStorePassword={0} -Xmx1g", "-Ddb.password={0}"], s => $"ENV JAVA_OPTS=\"{s}\""),
        Case("ENV, many at once", [.. Names.Select(n => $"{n}={{0}} OTHER_{n}={{0}}")], s => $"ENV {s}"),
        Case("comment", Settings, s => $"# {s}\nRUN make"),
    ];

    private static IEnumerable<TestCaseData> Manifests =>
    [
        .. Objects("ConfigMap", "data"),
        .. Objects("Secret", "stringData"),
        Case("ConfigMap, binaryData", Settings, s =>
            Object("ConfigMap", $"binaryData:\n  app.conf: {Base64($"# settings of the shop\n{s}\nport=1\n")}")),
        Case("ConfigMap, keys", [.. Names.Select(n => n + ": '{0}'")], s => Object("ConfigMap", $"data:\n  a: b\n  {s}")),
        Case("Secret, keys", [.. Names.Select(n => n + ": '{0}'")], s => Object("Secret", $"stringData:\n  a: b\n  {s}")),
        Case("Secret, data", Values, s => Object("Secret", $"data:\n  password: {Base64(s)}\n  app.conf: {Base64($"db.password={s}\nport=1\n")}")),
        Case("ConfigMap, annotation", Settings, s =>
            Object("ConfigMap", "data: {a: b}").Replace("name: web", $"name: web\n  annotations:\n    note: |\n      {s}", StringComparison.Ordinal)),
        Case("custom resource", Settings, s =>
            Object("Sensor", $"spec:\n  script: |\n    set -e\n    {s}").Replace("apiVersion: v1", "apiVersion: acme.test/v1", StringComparison.Ordinal)),
        Case("Pod, variable by name", [.. Names], s => Pod($"env:\n- name: {s}\n  value: '{{0}}'\n- name: A\n  value: b")),
        Case("Pod, variable with a command", Commands, s => Pod($"env:\n- name: START\n  value: |\n    {s}")),
        Case("Pod, script", Commands, s => Pod($"command: [sh, -c]\nargs:\n- |\n  set -e\n  {s}\n  exec app")),
        Case("Pod, words", Commands, s => Pod($"args: {JsonSerializer.Serialize(s.Split(' '), Plain)}")),
        Case("Pod, words in lines", Commands, s => Pod($"args:\n{string.Join('\n', s.Split(' ').Select(w => "- " + JsonSerializer.Serialize(w, Plain)))}")),
        Case("Pod, probe", Commands, s => Pod($"livenessProbe:\n  exec:\n    command:\n    - sh\n    - -c\n    - |\n      {s}")),
        Case("Pod, hook", Commands, s => Pod($"lifecycle:\n  postStart:\n    exec:\n      command: {JsonSerializer.Serialize(new[] { "sh", "-c", s }, Plain)}")),
    ];

    private static IEnumerable<TestCaseData> Projects =>
    [
        Case("environment, mapping", [.. Names.Select(n => n + ": '{0}'")], s => Service($"environment:\n  A: b\n  {s}")),
        Case("environment, list", [.. Names.Select(n => n + "={0}")], s => Service($"environment:\n- A=b\n- {s}")),
        Case("environment with a command", Commands, s => Service($"environment:\n  START: |\n    {s}")),
        Case("labels", Settings, s => Service($"labels:\n  note: |\n    {s}")),
        Case("command", Commands, s => Service($"command: {JsonSerializer.Serialize(s, Plain)}")),
        Case("command, block", Commands, s => Service($"command: >\n  {s}")),
        Case("command, words", Commands, s => Service($"command: {JsonSerializer.Serialize(s.Split(' '), Plain)}")),
        Case("entrypoint", Commands, s => Service($"entrypoint:\n- sh\n- -c\n- |\n  {s}")),
        Case("healthcheck", Commands, s => Service($"healthcheck:\n  test: {JsonSerializer.Serialize(new[] { "CMD-SHELL", s }, Plain)}")),
        Case("build arguments", [.. Names.Select(n => n + ": '{0}'")], s => Service($"build:\n  context: .\n  args:\n    A: b\n    {s}")),
        Case("inline Dockerfile", Commands, s =>
            Service($"build:\n  context: .\n  dockerfile_inline: |\n    FROM web:1.0\n    RUN {s}\n    ENV DB_PASSWORD={{0}}")),
        Case("configs", Settings, s => Service() + $"\nconfigs:\n  app:\n    content: |\n      {s}\n"),
        Case("extension", [.. Names.Select(n => n + ": '{0}'")], s => $"x-env: &env\n  {s}\n" + Service("environment:\n  <<: *env\n  A: b")),
        Case("hook", Commands, s => Service($"post_start:\n- command: {JsonSerializer.Serialize(s.Split(' '), Plain)}")),
    ];

    private static string[] Names => ["DB_PASSWORD", "API_TOKEN", "CLIENT_SECRET", "SIGNING_KEY", "SETTINGS"];

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [TestCaseSource(nameof(Dockerfiles))]
    public void Secret_of_a_Dockerfile_is_reported_once(string[] contexts, Func<string, string> write) =>
        Judge(contexts, c => $"FROM web:1.0\nUSER app\n{write(c)}\nWORKDIR /app\n", "Dockerfile");

    [TestCaseSource(nameof(Manifests))]
    public void Secret_of_a_manifest_is_reported_once(string[] contexts, Func<string, string> write) => Judge(contexts, write, "web.yaml");

    [TestCaseSource(nameof(Projects))]
    public void Secret_of_a_compose_file_is_reported_once(string[] contexts, Func<string, string> write) => Judge(contexts, write, "compose.yaml");

    private static void Judge(string[] contexts, Func<string, string> write, string path)
    {
        int all = 0;
        Assert.Multiple(() =>
        {
            foreach (string context in contexts)
                foreach (string value in Values)
                    all += JudgeOne(write(context.Replace("{0}", value, StringComparison.Ordinal)).Replace("{0}", value, StringComparison.Ordinal), path);
        });
        Assert.That(all, Is.GreaterThan(contexts.Length), "the contexts have secrets");
    }

    /// <summary>Compares what is found in the text with what is reported of it.</summary>
    private static int JudgeOne(string text, string path)
    {
        SecretFinding[] found = [.. SecretDetector.Default.Scan(text).Where(s => s.Kind != SecretKind.AccountIdentifier)];
        Decision decision = Engine.Evaluate(text, path);
        DocumentLocation[] reported = [.. decision.Findings.Select(f => f.Finding).Where(f => f.Rule.PointsAtSecret).Select(f => f.Location)];
        var lines = new LineIndex(text);

        Assert.That(decision.Errors, Is.Empty, text);
        foreach (SecretFinding secret in found)
        {
            SourceSpan span = lines.SpanOf(secret.Start, secret.Length);
            int same = found.Count(s => s.Start == secret.Start);
            Assert.That(
                (At: reported.Count(l => IsAt(l, span)), Over: reported.Count(l => Overlap(l.Span, span))),
                Is.EqualTo((same, same)),
                () => $"{secret} in line {span.Line}, column {span.Column} of\n{text}\n{Told(decision)}");
        }
        if (found.Length > 0 && path == "Dockerfile")
            Assert.That(reported, Has.Length.LessThanOrEqualTo(found.Length), () => $"reported of\n{text}\n{Told(decision)}");
        return found.Length;
    }

    /// <summary>A finding begins where the secret does; one of a variable of a pod is its field.</summary>
    private static bool IsAt(DocumentLocation place, SourceSpan secret) =>
        place.Span.Line == secret.Line
        && (place.Span.Column == secret.Column || (place.Path.EndsWith("].value", StringComparison.Ordinal) && Overlap(place.Span, secret)));

    private static bool Overlap(SourceSpan one, SourceSpan other) => Begins(one, other) && Begins(other, one);

    private static bool Begins(SourceSpan one, SourceSpan other) =>
        one.Line < other.EndLine || (one.Line == other.EndLine && one.Column < other.EndColumn);

    private static string Told(Decision decision) => string.Join(
        '\n',
        decision.Findings.Select(f => f.Finding).Where(f => f.Rule.PointsAtSecret).Select(f => $"{f.Rule.Id} {f.Location.Span} {f.Message}"));

    private static TestCaseData Case(string name, string[] contexts, Func<string, string> write) => new TestCaseData(contexts, write).SetArgDisplayNames(name);

    private static IEnumerable<TestCaseData> Objects(string kind, string field) =>
    [
        Case($"{kind}, literal block", Settings, s => Object(kind, $"{field}:\n  app.conf: |\n    # settings\n    a = b\n    {s}\n    port = 1")),
        Case($"{kind}, folded block", Settings, s => Object(kind, $"{field}:\n  app.conf: >-\n    {s}")),
        Case($"{kind}, single quotes", Settings, s => Object(kind, $"{field}:\n  app.conf: '{s.Replace("'", "''", StringComparison.Ordinal)}'")),
        Case($"{kind}, double quotes", Settings, s => Object(kind, $"{field}:\n  app.conf: {JsonSerializer.Serialize(s, Plain)}")),
        Case($"{kind}, several lines in quotes", Settings, s => Object(kind, $"{field}:\n  app.conf: {JsonSerializer.Serialize($"a = b\n{s}\nport = 1\n", Plain)}")),
        Case($"{kind}, script", Commands, s => Object(kind, $"{field}:\n  start.sh: |\n    #!/bin/sh\n    {s}\n    exec app")),
        Case($"{kind}, two of one file", Settings, s => Object(kind, $"{field}:\n  app.conf: |\n    {s}\n    other.password = {{0}}x")),
    ];

    private static string Object(string kind, string fields) => $"apiVersion: v1\nkind: {kind}\nmetadata:\n  name: web\n  namespace: shop\n{fields}\n";

    private static string Pod(string fields) => Manifest.Pod(fields).Yaml;

    private static string Service(string fields = "a: b") => Manifest.Service(fields == "a: b" ? "" : fields).Yaml;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
