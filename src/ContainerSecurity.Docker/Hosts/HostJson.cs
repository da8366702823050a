using System.Text.Json.Serialization;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>Writes what is known of an engine from outside, so that it has places as everything else.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EndpointFacts))]
[JsonSerializable(typeof(List<FileFacts>))]
internal sealed partial class HostJson : JsonSerializerContext;
