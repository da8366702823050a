using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContainerSecurity.Cel.Tests;

/// <summary>Objects of .NET, read by their JSON names as the models of a Kubernetes client are.</summary>
public class ObjectReaderTests
{
    private static readonly Pod Web = new()
    {
        Metadata = new Metadata
        {
            Name = "web",
            Labels = new Dictionary<string, string> { ["app"] = "web" },
            Created = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)
        },
        Containers = [new PodContainer { Image = "nginx", Limits = new Dictionary<string, Amount> { ["cpu"] = new("500m") }, Cpu = new Amount("500m") }],
    };

    [TestCase("object.metadata.name == 'web'")]
    [TestCase("object.metadata.labels.app == 'web'")]
    [TestCase("object.metadata.creationTimestamp == '2026-01-02T03:04:05Z'")]
    [TestCase("object.containers.all(c, c.image.startsWith('nginx'))")]
    [TestCase("object.containers[0].cpu == '500m'")]
    [TestCase("object.containers[0].limits.cpu == '500m'")]
    [TestCase("!has(object.containers[0].command)")]
    [TestCase("object.metadata.map(k, k) == ['name', 'labels', 'creationTimestamp']")]
    public void Object_is_read_by_the_names_of_JSON(string expression)
    {
        CelValue value = CelEnvironment.Create(e => e.AddVariable("object", CelType.Dyn)).Compile(expression).Program
            .Evaluate(new CelBindings { ["object"] = CelValue.FromObject(Web, new CelJsonObjectReader()) }).Value;

        Assert.That(value, Is.EqualTo(CelValue.True));
    }

    private sealed class Pod
    {
        [JsonPropertyName("metadata")]
        public Metadata? Metadata { get; init; }

        [JsonPropertyName("containers")]
        public IList<PodContainer> Containers { get; init; } = [];
    }

    private sealed class Metadata
    {
        [JsonPropertyName("name")]
        public string? Name { get; init; }

        [JsonPropertyName("labels")]
        public IDictionary<string, string>? Labels { get; init; }

        [JsonPropertyName("creationTimestamp")]
        public DateTime? Created { get; init; }

        [JsonIgnore]
        public string Hidden => "hidden";
    }

    private sealed class PodContainer
    {
        [JsonPropertyName("image")]
        public string? Image { get; init; }

        [JsonPropertyName("command")]
        public IList<string>? Command { get; init; }

        [JsonPropertyName("limits")]
        public IDictionary<string, Amount>? Limits { get; init; }

        [JsonPropertyName("cpu")]
        public Amount? Cpu { get; init; }
    }

    [JsonConverter(typeof(AmountConverter))]
    private sealed record Amount(string Text);

    private sealed class AmountConverter : JsonConverter<Amount>
    {
        public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
