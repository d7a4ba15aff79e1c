window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : [ "1050118621198921728" ], "editableUntil" : "2018-10-10T21:19:24.000Z", "editsRemaining" : "5", "isEditEligible" : true } },
      "retweeted" : false,
      "source" : "<a href=\"http://northam.example/app\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [ { "text" : "Northam", "indices" : [ "40", "48" ] } ],
        "symbols" : [ ],
        "user_mentions" : [ ],
        "urls" : [ { "url" : "https://t.co/Ab12Cd34Ef", "expanded_url" : "https://northam.example/ledger", "display_url" : "northam.example/ledger", "indices" : [ "80", "103" ] } ]
      },
      "display_text_range" : [ "0", "103" ],
      "favorite_count" : "4",
      "id_str" : "1050118621198921728",
      "truncated" : false,
      "retweet_count" : "1",
      "id" : "1050118621198921728",
      "possibly_sensitive" : false,
      "created_at" : "Wed Oct 10 20:19:24 +0000 2018",
      "favorited" : false,
      "full_text" : "I saw Bo Marsh at the caf\u00E9 that night &amp; I told the court so.\n\nThe ledger is here: https://t.co/Ab12Cd34Ef",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ { "name" : "Cora Finch", "screen_name" : "corafinch_n", "indices" : [ "3", "15" ], "id_str" : "77", "id" : "77" } ], "urls" : [ ] },
      "id_str" : "1050118621198921999",
      "truncated" : false,
      "id" : "1050118621198921999",
      "created_at" : "Thu Oct 11 08:01:02 +0000 2018",
      "full_text" : "RT @corafinch_n: I never gave the police that statement. They wrote it down and read it to me, and I signed because they told me I could go ho…",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "in_reply_to_status_id_str" : "1050118621198900000",
      "in_reply_to_screen_name" : "corafinch_n",
      "in_reply_to_user_id_str" : "77",
      "entities" : { "urls" : [ ] },
      "id_str" : "1050118621198922222",
      "created_at" : "Thu Oct 11 09:00:00 +0000 2018",
      "full_text" : "@corafinch_n He lied to all of us."
    }
  }
]
