using AdmissionWebhook;

await Door.Build(args).RunAsync();
