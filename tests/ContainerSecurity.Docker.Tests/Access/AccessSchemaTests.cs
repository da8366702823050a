using System.Reflection;
using System.Text.Json;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>The schema says of files what their reader says. CSEC_WRITE_DOCS=1 writes the page's file anew.</summary>
public class AccessSchemaTests
{
    private static readonly string Page = Path.Combine(typeof(AccessSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!, "docs", "docker-access.schema.json");

    [Test]
    public void Schema_of_the_documentation_is_the_one_that_is_written()
    {
        using var text = new StringWriter();
        DockerAccessSchema.Write(text);
        if (Environment.GetEnvironmentVariable("CSEC_WRITE_DOCS") == "1")
            File.WriteAllText(Page, text.ToString());

        Assert.That(text.ToString(), Is.EqualTo(File.ReadAllText(Page)));
    }

    [Test]
    public void Schema_has_the_keys_and_the_actions_of_the_reader()
    {
        using var text = new StringWriter();
        DockerAccessSchema.Write(text);
        using JsonDocument schema = JsonDocument.Parse(text.ToString());
        JsonElement top = schema.RootElement.GetProperty("properties");
        JsonElement permission = top.GetProperty("roles").GetProperty("additionalProperties").GetProperty("properties").GetProperty("permissions")
            .GetProperty("items").GetProperty("properties");

        Assert.That(top.EnumerateObject().Select(p => p.Name),
            Is.EquivalentTo(new[] { "apiVersion", "kind", "metadata", "ownerLabel", "guardrails", "teams", "roles", "grants" }));
        foreach (JsonElement pattern in permission.GetProperty("actions").GetProperty("items").GetProperty("enum").EnumerateArray())
            Assert.That(new DockerAccessPolicyReader()
                .Read($"kind: DockerAccessPolicy\nroles: {{r: {{permissions: [{{actions: ['{pattern}']}}]}}}}\n", "a.yaml").Errors, Is.Empty);
        foreach (JsonElement field in permission.GetProperty("fields").GetProperty("items").GetProperty("enum").EnumerateArray())
            Assert.That(new DockerAccessPolicyReader()
                .Read($"kind: DockerAccessPolicy\nroles: {{r: {{permissions: [{{actions: ['*'], fields: ['{field}']}}]}}}}\n", "a.yaml").Errors, Is.Empty);
    }
}
