using ApprovedOnly;

await Door.Build(args).RunAsync();
