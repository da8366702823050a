using System.Globalization;

namespace ContainerSecurity.Compare.Data;

/// <summary>Writes a C# project of many files, of which one in ten deploys something, for the time that analyzers take.</summary>
internal static class GeneratedProject
{
    private static readonly string[] Words = ["Order", "Customer", "Invoice", "Shipment", "Product", "Basket", "Payment", "Review", "Warehouse", "Supplier"];

    public static void Write(string folder, int count)
    {
        for (int i = 0; i < count; i++)
        {
            string name = Words[i % Words.Length] + i.ToString(CultureInfo.InvariantCulture);
            string text = i % 10 == 0 ? Deployment(name, i) : Service(name, Words[(i + 3) % Words.Length]);
            string path = Path.Combine(folder, $"Part{i / 100}", name + ".cs");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static string Service(string name, string other) => $$"""
        using System.Text;

        namespace Generated;

        /// <summary>Keeps what is known of one {{name}}.</summary>
        public sealed record {{name}}Entry(int Id, string Name, decimal Amount, DateTime Created, IReadOnlyList<string> Tags);

        /// <summary>Finds, adds and prints entries.</summary>
        public sealed class {{name}}Service
        {
            private const string TableName = "{{other}}_entries";
            private readonly Dictionary<int, {{name}}Entry> entries = new();
            private readonly List<string> log = new();

            public string ConnectionName { get; set; } = "{{name}}Database";

            public int Count => entries.Count;

            public {{name}}Entry Add(string name, decimal amount, params string[] tags)
            {
                var entry = new {{name}}Entry(entries.Count + 1, name, amount, DateTime.UtcNow, tags);
                entries[entry.Id] = entry;
                log.Add($"Added {entry.Name} with {entry.Amount:0.00} to {TableName}");
                return entry;
            }

            public bool TryGet(int id, out {{name}}Entry? entry) => entries.TryGetValue(id, out entry);

            public IEnumerable<{{name}}Entry> Search(string text, decimal minimum, bool withTags)
            {
                foreach (var entry in entries.Values.Where(e => e.Amount >= minimum).OrderByDescending(e => e.Created))
                {
                    if (entry.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                        yield return entry;
                    else if (withTags && entry.Tags.Any(t => t.StartsWith(text, StringComparison.Ordinal)))
                        yield return entry with { Name = entry.Name + " (" + string.Join(", ", entry.Tags) + ")" };
                }
            }

            public string Print()
            {
                var builder = new StringBuilder();
                builder.AppendLine("Id;Name;Amount");
                foreach (var entry in entries.Values)
                {
                    builder.Append(entry.Id).Append(';').Append(entry.Name).Append(';');
                    builder.AppendLine(entry.Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
                }
                for (int i = 0; i < log.Count; i++)
                    builder.AppendLine("# " + log[i]);
                return builder.ToString();
            }

            public async Task<string> SendAsync(HttpClient client, CancellationToken cancellation)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com/v1/{{other}}/entries")
                {
                    Content = new StringContent(Print(), Encoding.UTF8, "text/csv"),
                };
                request.Headers.Add("X-Correlation", Guid.NewGuid().ToString("N"));
                using HttpResponseMessage response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                    throw new InvalidOperationException($"The entries of {ConnectionName} could not be sent: {(int)response.StatusCode}.");
                return await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            }

            public decimal Total(string currency) => currency switch
            {
                "EUR" => entries.Values.Sum(e => e.Amount),
                "USD" => entries.Values.Sum(e => e.Amount) * 1.1m,
                _ => throw new ArgumentOutOfRangeException(nameof(currency), currency, "The currency is not known."),
            };
        }

        """;

    private static string Deployment(string name, int number) => $$"""
        using k8s.Models;

        namespace Generated;

        /// <summary>Deploys {{name}}.</summary>
        public static class {{name}}Deployment
        {
            public static V1Deployment Create(string image, int replicas) => new()
            {
                ApiVersion = "apps/v1",
                Kind = "Deployment",
                Metadata = new V1ObjectMeta { Name = "{{name.ToLowerInvariant()}}", Labels = Labels() },
                Spec = new V1DeploymentSpec
                {
                    Replicas = replicas,
                    Selector = new V1LabelSelector { MatchLabels = Labels() },
                    Template = new V1PodTemplateSpec
                    {
                        Metadata = new V1ObjectMeta { Labels = Labels() },
                        Spec = new V1PodSpec
                        {
                            AutomountServiceAccountToken = false,
                            SecurityContext = new V1PodSecurityContext { RunAsNonRoot = true, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } },
                            Containers =
                            [
                                new V1Container
                                {
                                    Name = "app",
                                    Image = image,
                                    Env = [new V1EnvVar { Name = "MODE", Value = "production" }, new V1EnvVar { Name = "PORT", Value = "{{8000 + (number % 1000)}}" }],
                                    SecurityContext = new V1SecurityContext
                                    {
                                        AllowPrivilegeEscalation = false,
                                        ReadOnlyRootFilesystem = true,
                                        Capabilities = new V1Capabilities { Drop = ["ALL"] },
                                    },
                                    Resources = new V1ResourceRequirements { Limits = new Dictionary<string, ResourceQuantity> { ["memory"] = new("{{64 + (number % 64)}}Mi") } },
                                },
                            ],
                        },
                    },
                },
            };

            private static Dictionary<string, string> Labels() => new() { ["app"] = "{{name.ToLowerInvariant()}}" };
        }

        """;
}
