using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ContainerSecurity.Tool.Tests.LanguageServer;

// Types into a manifest of about 500 lines, one key after the other, and says how long each one takes from the change
// to the diagnostics of its version: with the server as a process of its own, over its standard input and output.
const int Keys = 500, WarmUp = 100, Deployments = 25;
if (args is not [var server])
{
    Console.Error.WriteLine("usage: ContainerSecurity.EditorLatency CSEC.DLL");
    return 2;
}
string text = string.Concat(Enumerable.Range(0, Deployments).Select(i => """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web%
    spec:
      selector: {matchLabels: {app: web%}}
      template:
        metadata: {labels: {app: web%}}
        spec:
          containers:
          - name: app
            image: registry.example.com/shop/web:1.4.%
            resources:
              limits: {memory: 128Mi}
            env:
            - name: LOG_LEVEL
              value: "warning"
            ports:
            - containerPort: 8080
    ---

    """.Replace("%", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
const string Uri = "untitled:deployments.yaml";
using LanguageClient client = await LanguageClient.StartAsync(server, null, null, []);
int found = (await client.JudgeAsync(Uri, text)).Length;
var times = new List<double>();
for (int key = 0; key < Keys; key++)
{
    JsonObject Place() => new() { ["line"] = 3, ["character"] = 8 };
    var change = new JsonObject { ["range"] = new JsonObject { ["start"] = Place(), ["end"] = Place() }, ["text"] = "x" };
    long start = Stopwatch.GetTimestamp();
    client.Change(Uri, key + 2, change);
    await client.DiagnosticsAsync(Uri, key + 2);
    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
}
await client.EndAsync();
double first = times[0];
double[] warm = [.. times.Skip(WarmUp).Order()];
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{text.Count(c => c == '\n')} lines, {found} diagnostics; the first key {first:0.0} ms; of {warm.Length} warm ones the median is "
        + $"{warm[warm.Length / 2]:0.0} ms, 99 of 100 take {warm[warm.Length * 99 / 100]:0.0} ms, all {warm[0]:0.0} to {warm[^1]:0.0} ms"));
return 0;
