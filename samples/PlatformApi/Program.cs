using PlatformApi;

await Platform.Build(args).RunAsync();
