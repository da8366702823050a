using System.Globalization;
using ContainerSecurity.WebhookLoad;

// csec webhook as its own process, asked over TLS as API servers ask, with the reviews of a file, one a line:
//   ContainerSecurity.WebhookLoad CSEC.DLL REVIEWS.jsonl throughput [CONNECTIONS SECONDS]   as fast as it answers
//   ContainerSecurity.WebhookLoad CSEC.DLL REVIEWS.jsonl rate [PER-SECOND SECONDS]          at a given rate, whose delays count
//   ContainerSecurity.WebhookLoad CSEC.DLL REVIEWS.jsonl idle [CONNECTIONS]                 with that many connections open beside
if (args.Length < 3)
{
    Console.Error.WriteLine("Usage: ContainerSecurity.WebhookLoad CSEC.DLL REVIEWS.jsonl throughput|rate|idle [NUMBERS]");
    return 2;
}
int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
using WebhookProcess webhook = await WebhookProcess.StartAsync(args[0]);
var load = new ReviewLoad(webhook.Port, await File.ReadAllLinesAsync(args[1]));
await load.AskAllAsync();
TimeSpan before = TimeSpan.Zero;
void Tell(string result)
{
    TimeSpan server = webhook.ProcessorTime - before, client = Environment.CpuUsage.TotalTime;
    Console.WriteLine($"{result}; processor time of the server {server.TotalSeconds:0.0} s, of the client, since its start, {client.TotalSeconds:0.0} s");
    before = webhook.ProcessorTime;
}
switch (args[2])
{
    case "throughput":
        Tell($"warmed up: {await load.SaturateAsync(8, TimeSpan.FromSeconds(10))}");
        Console.WriteLine($"before: {webhook.Memory}");
        Tell(await load.SaturateAsync(Number(3, 8), TimeSpan.FromSeconds(Number(4, 20))));
        break;
    case "rate":
        Tell($"warmed up: {await load.SaturateAsync(8, TimeSpan.FromSeconds(10))}");
        for (int minute = 0, seconds = Number(4, 30); seconds > 0; minute++, seconds -= 60)
        {
            Console.WriteLine($"minute {minute}: {webhook.Memory}");
            Tell(await load.PaceAsync(Number(3, 500), TimeSpan.FromSeconds(Math.Min(60, seconds))));
        }
        break;
    case "idle":
        int open = await load.HoldAsync(Number(3, 10_000));
        Console.WriteLine($"{open} connections open: {webhook.Memory}");
        Console.WriteLine(await load.PaceAsync(500, TimeSpan.FromSeconds(10)));
        Console.WriteLine($"{await load.AskHeldAsync()} of the open connections answer afterwards");
        break;
}
Console.WriteLine($"after: {webhook.Memory}");
return 0;
